package ai.avyay.app.cli;

import ai.avyay.app.Site;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Prints the completion script.
@Command(
        name = CompletionCommand.NAME,
        description = "Print a completion script for bash and zsh: `source <(avyay completion)`.")
final class CompletionCommand implements Callable<Integer> {
    static final String NAME = "completion";

    private final Site site;
    @Spec private @Nullable CommandSpec spec;

    CompletionCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var root = Given.that(spec).root().commandLine();
        site.terminal().out().print(AutoComplete.bash("avyay", root));
        return 0;
    }
}
