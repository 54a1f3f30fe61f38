package ai.avyay.integration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Stock git in one folder, for what needs the user's own configuration, work tree or a copy of
/// much.
///
/// It runs no hook and no file watcher, asks nothing, and sees none of the variables that would
/// point it elsewhere; the filters it may run are those of the user's configuration, which no agent
/// can write.
record Git(Path folder, Map<String, String> environment) {
    private static final int MOST_OUTPUT = 64 << 20;
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);
    private static final Set<String> KEPT =
            Set.of(
                    "GIT_CONFIG_GLOBAL",
                    "GIT_CONFIG_SYSTEM",
                    "GIT_CONFIG_NOSYSTEM",
                    "GIT_EXEC_PATH");
    private static final List<String> QUIET =
            List.of(
                    "core.hooksPath=/dev/null",
                    "core.fsmonitor=false",
                    "core.untrackedCache=false",
                    "core.splitIndex=false",
                    "core.checkStat=default",
                    "core.trustctime=true",
                    "core.ignoreStat=false",
                    "submodule.recurse=false",
                    "fetch.recurseSubmodules=false",
                    "protocol.file.allow=always",
                    "gc.auto=0",
                    "maintenance.auto=false",
                    "advice.detachedHead=false");

    Git {
        environment = cleaned(environment);
    }

    /// What a run of git left; it may have failed.
    static final class Result {
        private final int exit;
        private final byte[] out;
        private final byte[] complaint;

        private Result(int exit, byte[] out, byte[] complaint) {
            this.exit = exit;
            this.out = out;
            this.complaint = complaint;
        }

        boolean succeeded() {
            return exit == 0;
        }

        byte[] bytes() {
            return out.clone();
        }

        /// What git said of its trouble.
        String complaint() {
            return new String(complaint, StandardCharsets.UTF_8).strip();
        }

        String text() {
            return new String(out, StandardCharsets.UTF_8);
        }

        /// Its parts between NUL bytes.
        List<String> parts() {
            return out.length == 0 ? List.of() : List.of(text().split("\0", -1));
        }
    }

    private static Map<String, String> cleaned(Map<String, String> environment) {
        var kept = new HashMap<>(environment);
        kept.keySet().removeIf(name -> name.startsWith("GIT_") && !KEPT.contains(name));
        kept.put("GIT_TERMINAL_PROMPT", "0");
        kept.put("LC_ALL", "C");
        return Map.copyOf(kept);
    }

    /// Runs git to its end and gives its output, whatever its exit code.
    Result run(String... arguments) {
        return run(Map.of(), new byte[0], arguments);
    }

    Result run(Map<String, String> more, byte[] input, String... arguments) {
        return finish(start(more, command(arguments)), input, arguments);
    }

    /// Runs git, which must succeed, and gives the lines it printed.
    List<String> lines(String... arguments) {
        var result = run(arguments);
        if (!result.succeeded()) {
            throw failed(result, arguments);
        }
        return result.text().lines().toList();
    }

    /// Starts git so that it does nothing before `recorded` has returned, then runs it to its end.
    ///
    /// Should this process die in between, git was never started: what was recorded is the whole
    /// truth.
    Result runRecorded(Consumer<Process> recorded, Map<String, String> more, String... arguments) {
        var command = new ArrayList<>(List.of("sh", "-c", "read -r go && exec \"$@\"", "sh"));
        command.addAll(command(arguments));
        var process = start(more, command);
        try {
            recorded.accept(process);
        } catch (RuntimeException e) {
            process.destroy();
            throw e;
        }
        return finish(process, "go\n".getBytes(StandardCharsets.UTF_8), arguments);
    }

    IntegrationException failed(Result result, String... arguments) {
        return new IntegrationException(
                "git %s failed in %s: %s".formatted(arguments[0], folder, result.complaint()));
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        for (var setting : QUIET) {
            command.add("-c");
            command.add(setting);
        }
        command.addAll(List.of(arguments));
        return command;
    }

    private Process start(Map<String, String> more, List<String> command) {
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().putAll(more);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new IntegrationException(
                    "git does not start in " + folder + ": is git installed? " + e.getMessage(), e);
        }
    }

    /// An interrupt stops git, which then takes its lock files away.
    private Result finish(Process process, byte[] input, String... arguments) {
        var out = reading(process.getInputStream());
        var complaint = reading(process.getErrorStream());
        try {
            feed(process, input);
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IntegrationException(
                        "git %s in %s took longer than %d minutes and was stopped"
                                .formatted(arguments[0], folder, LONGEST.toMinutes()));
            }
            return new Result(process.exitValue(), rest(out), rest(complaint));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntegrationException(
                    "git %s in %s was interrupted".formatted(arguments[0], folder), e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IntegrationException(
                    "git %s in %s: its output cannot be read: %s"
                            .formatted(arguments[0], folder, e.getMessage()),
                    e);
        } finally {
            process.destroy();
        }
    }

    /// Git may stop reading before it was told all, and says why itself.
    private static void feed(Process process, byte[] input) {
        try (var stdin = process.getOutputStream()) {
            stdin.write(input);
        } catch (IOException _) {
            return;
        }
    }

    /// What a program that git started may hold open after git's own end.
    private static byte[] rest(FutureTask<byte[]> reading)
            throws InterruptedException, ExecutionException, TimeoutException {
        return reading.get(LONGEST_REST.toSeconds(), TimeUnit.SECONDS);
    }

    private static FutureTask<byte[]> reading(InputStream stream) {
        var task =
                new FutureTask<>(() -> {
                    try (stream) {
                        var kept = stream.readNBytes(MOST_OUTPUT);
                        if (stream.read() >= 0) {
                            throw new IOException("more than " + MOST_OUTPUT + " bytes");
                        }
                        return kept;
                    }
                });
        Thread.ofVirtual().start(task);
        return task;
    }
}
