package ai.avyay.nodes;

import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Git as the engine runs it: with no configuration, hook or program that anybody else could have
/// written.
///
/// @param scratch a folder that no program can write to
public record EngineGit(Path program, Path scratch) {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int MOST_SAID = 4000;

    /// Settings that win over those of a repository.
    public static final List<String> SETTINGS =
            List.of(
                    "-c",
                    "core.hooksPath=/dev/null",
                    "-c",
                    "core.fsmonitor=false",
                    "-c",
                    "core.commitGraph=false",
                    "-c",
                    "gc.auto=0");

    /// What git sees of the environment, wherever it runs.
    public static Map<String, String> environment(String home) {
        return Map.of(
                "PATH", Programs.PATH,
                "HOME", home,
                "LC_ALL", "C",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_NO_REPLACE_OBJECTS", "1",
                "GIT_ALLOW_PROTOCOL", "none",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_LITERAL_PATHSPECS", "1");
    }

    /// A git command that has been started.
    ///
    /// @param said the file that holds its output
    record Started(Process process, String what, Path said) {

        /// Waits for the end.
        ///
        /// @throws NodeException if git failed; the message holds what it said
        void finish() throws InterruptedException, IOException {
            try {
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    throw new NodeException("git " + what + " does not end");
                }
                if (process.exitValue() != 0) {
                    throw new NodeException(
                            "git %s failed (%d): %s".formatted(what, process.exitValue(), words()));
                }
            } finally {
                kill();
            }
        }

        private String words() throws IOException {
            try (var words = Files.newInputStream(said)) {
                return new String(words.readNBytes(MOST_SAID), StandardCharsets.UTF_8).strip();
            }
        }

        void kill() {
            process.destroyForcibly().onExit().join();
        }
    }

    /// Starts git in `folder` and gives it `input`.
    Started start(Path folder, Map<String, String> repository, List<String> arguments, String input)
            throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(SETTINGS);
        command.addAll(arguments);
        var what = arguments.getFirst();
        var said = scratch.resolve("git-" + what + ".out");
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment(scratch.toString()));
        builder.environment().putAll(repository);
        var process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        return new Started(process, what, said);
    }
}
