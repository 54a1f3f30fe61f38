package ai.avyay.app.cli;

import ai.avyay.documents.Nearest;
import java.util.Collection;
import picocli.CommandLine;

/// What somebody probably meant to type.
final class Suggestion {
    private Suggestion() {}

    /// The end of a complaint about an unknown option or command; empty if nothing comes near.
    static String of(CommandLine.UnmatchedArgumentException unknown, Collection<String> commands) {
        var word = unknown.getUnmatched().isEmpty() ? "" : unknown.getUnmatched().getFirst();
        var spec = unknown.getCommandLine().getCommandSpec();
        var known =
                spec.parent() == null && !word.startsWith("-")
                        ? commands
                        : spec.optionsMap().keySet();
        return Nearest.to(word, known).map(right -> ", did you mean '" + right + "'?").orElse("");
    }
}
