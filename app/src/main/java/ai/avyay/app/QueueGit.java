package ai.avyay.app;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The queue's history as stock git tells it: no agent can reach this repository, and its
/// configuration is the engine's.
final class QueueGit {
    private static final int LONGEST = 16 << 20;
    private static final Pattern REVISION = Pattern.compile("[^-\\s:][^\\s:]*");
    private static final String FIELD = "\t";

    private final Path folder;

    private QueueGit(Path folder) {
        this.folder = folder;
    }

    /// The history of the queue in `folder`.
    ///
    /// @throws CommandException if there is none yet
    static QueueGit of(Path folder) {
        if (!Files.isDirectory(folder.resolve(".git"))) {
            throw CommandException.refused(
                    "nothing has happened here yet; add tasks with `avyay add FILE`");
        }
        return new QueueGit(folder);
    }

    List<Scene.LogEntry> log(int limit) {
        return git("log", "--max-count=" + Math.max(0, limit), "--format=%cI%x09%s")
                .lines()
                .map(line -> line.split(FIELD, 2))
                .map(parts ->
                        new Scene.LogEntry(
                                java.time.OffsetDateTime.parse(parts[0]).toInstant(), parts[1]))
                .toList();
    }

    List<String> diff(String from, String to) {
        return Phrases.lines(
                git("diff", "--no-color", "--no-ext-diff", commit(from), commit(to), "--"));
    }

    void branch(String name) {
        if (run("check-ref-format", "--branch", name).code() != 0) {
            throw CommandException.wrongUse(
                    "'%s' cannot be the name of a branch; try letters, digits and dashes"
                            .formatted(name));
        }
        if (run("show-ref", "--verify", "--quiet", "refs/heads/" + name).code() == 0) {
            throw CommandException.refused(
                    "the queue has a branch %s already; choose another name".formatted(name));
        }
        git("branch", "--no-track", name);
    }

    /// The full name of the commit that `revision` means.
    ///
    /// @throws CommandException if it means none
    String commit(String revision) {
        var found =
                REVISION.matcher(revision).matches()
                        ? run("rev-parse", "--quiet", "--verify", revision + "^{commit}")
                        : new Ended(1, "");
        if (found.code() != 0) {
            throw CommandException.refused(
                    "the queue has no revision '%s'; `avyay log` shows what happened, `git -C %s log` the names"
                            .formatted(revision, folder));
        }
        return found.said().strip();
    }

    /// The text of `path` in `commit`.
    String file(String commit, String path) {
        return git("cat-file", "blob", commit + ":" + path);
    }

    private String git(String... arguments) {
        var ended = run(arguments);
        if (ended.code() != 0) {
            throw CommandException.failed(
                    "git %s failed in %s; look with `git -C %s status`"
                            .formatted(arguments[0], folder, folder));
        }
        return ended.said();
    }

    private record Ended(int code, String said) {}

    private Ended run(String... arguments) {
        var command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
        builder.environment().remove("GIT_DIR");
        builder.environment().remove("GIT_WORK_TREE");
        try {
            var process = builder.start();
            var said =
                    new String(
                            process.getInputStream().readNBytes(LONGEST), StandardCharsets.UTF_8);
            process.getInputStream().close();
            return new Ended(process.waitFor(), said);
        } catch (IOException missing) {
            throw CommandException.failed("git cannot be run; install git 2.30 or newer");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("interrupted");
        }
    }
}
