package ai.avyay.nodes;

import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Git as the engine runs it: with no configuration, hook or program that anybody else could have
/// written.
record EngineGit(Path program, Path emptyHome) {
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int MOST_SAID = 4000;

    /// Settings that win over those of a repository.
    static final List<String> SETTINGS =
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
    static Map<String, String> environment(String home) {
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
    record Started(Process process, String what) {

        /// Waits for the end.
        ///
        /// @throws NodeException if git failed; the message holds what it said
        void finish() throws InterruptedException, IOException {
            try (var output = process.getInputStream()) {
                var said = new String(output.readNBytes(MOST_SAID), StandardCharsets.UTF_8).strip();
                output.skip(Long.MAX_VALUE);
                if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                    throw new NodeException("git " + what + " does not end");
                }
                if (process.exitValue() != 0) {
                    throw new NodeException(
                            "git " + what + " failed (" + process.exitValue() + "): " + said);
                }
            } finally {
                kill();
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
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        var environment = new HashMap<>(environment(emptyHome.toString()));
        environment.putAll(repository);
        builder.environment().clear();
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        return new Started(process, arguments.getFirst());
    }
}
