package ai.avyay.app;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a task's newest work changes, as git puts it.
public final class WorkDiff {
    private static final int LONGEST = 4 << 20;

    /// Said in place of work that git cannot read.
    private static final String GONE =
            "the work cannot be shown: it is not in .avyay/hub.git, or not whole; `avyay up` has it done again if it is lost";

    private WorkDiff() {}

    /// The lines of the diff, longest [#LONGEST] bytes, with nothing in them that a terminal obeys.
    public static List<String> of(Task task, Locations locations, Ink ink) {
        return task.lastAttempt()
                .flatMap(Attempt::delivery)
                .map(delivery -> diff(locations.hub(), delivery, "--stat", "--patch"))
                .map(text -> Phrases.lines(text).stream().map(line -> painted(line, ink)).toList())
                .orElse(List.of());
    }

    /// How much a task's newest work changes: files, insertions and deletions.
    static String size(Delivery delivery, Locations locations) {
        var said = diff(locations.hub(), delivery, "--shortstat").strip();
        return said.isEmpty() ? "no change" : said;
    }

    /// The hub's own configuration is the engine's; the user's is left out, and nothing that git
    /// could be made to run is.
    private static String diff(Path hub, Delivery delivery, String... shapes) {
        var words =
                new ArrayList<>(
                        List.of(
                                "git",
                                "--git-dir=" + hub,
                                "-c",
                                "core.attributesFile=/dev/null",
                                "diff",
                                "--no-color",
                                "--no-ext-diff",
                                "--no-textconv"));
        words.addAll(List.of(shapes));
        words.add(delivery.base().value());
        words.add(delivery.commit().value());
        var command =
                new ProcessBuilder(words)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
        command.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        command.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        command.environment().remove("GIT_EXTERNAL_DIFF");
        try {
            var process = command.start();
            var bytes = process.getInputStream().readNBytes(LONGEST);
            if (bytes.length == LONGEST) {
                process.destroy();
                return new String(bytes, StandardCharsets.UTF_8) + "\n… the rest is not shown";
            }
            return process.waitFor() == 0 ? new String(bytes, StandardCharsets.UTF_8) : GONE;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw CommandException.failed("interrupted");
        } catch (IOException missing) {
            throw CommandException.failed("git cannot be run; install git 2.30 or newer");
        }
    }

    private static String painted(String line, Ink ink) {
        if (line.startsWith("diff ") || line.startsWith("+++") || line.startsWith("---")) {
            return ink.bold(line);
        }
        return line.startsWith("+") ? ink.good(line) : line.startsWith("-") ? ink.bad(line) : line;
    }
}
