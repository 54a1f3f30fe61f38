package ai.avyay.bench;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.Bounds;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Hub;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.nodes.LocalNode;
import ai.avyay.nodes.Sandbox;
import ai.avyay.nodes.WorkspaceLimits;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A sandboxed run of `true` in a new workspace, beside a shell script that clones and runs `true`
/// with no sandbox.
///
/// Arguments: the number of rounds (30), and a bare repository (a new one with 300 files and 30
/// commits).
public final class WorkspaceBench {
    private static final int WARM_UP = 10;
    private static final AttemptRef ATTEMPT = new AttemptRef(new TaskId("bench"), 1);

    private static final String SAMPLE =
            """
            set -e
            git init -q "$1/source"; cd "$1/source"
            for f in $(seq 300); do mkdir -p d$((f % 20)); seq $f $((f + 100)) > d$((f % 20))/f$f; done
            commit() { git add -A; git -c user.name=bench -c user.email=bench@bench.invalid commit -qm "$1"; }
            commit first
            for c in $(seq 30); do echo $c >> d1/f1; commit $c; done
            git clone -q --bare . "$1/hub.git"
            """;

    private static final String ALTERNATIVE =
            """
            git clone -q --no-hardlinks "$1" "$2" && cd "$2" && sh -c true && rm -rf "$2"
            """;

    private final Path scratch;
    private final Path hub;
    private final CommitId commit;
    private final LocalNode node;

    private WorkspaceBench(Path scratch, Path hub) throws IOException, InterruptedException {
        this.scratch = scratch;
        this.hub = hub;
        this.commit = new CommitId(shell("git --git-dir=\"$1\" rev-parse HEAD", hub.toString()));
        this.node =
                new LocalNode(
                        "bench",
                        new Lender(hub),
                        scratch.resolve("cache"),
                        Sandbox.detect(Optional.empty()),
                        WorkspaceLimits.USUAL);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        var scratch = Files.createTempDirectory("workspace-bench");
        try (var result =
                new PrintStream(
                        new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
            if (arguments.length < 2) {
                shell(SAMPLE, scratch.toString());
            }
            var hub = arguments.length < 2 ? scratch.resolve("hub.git") : Path.of(arguments[1]);
            new WorkspaceBench(scratch, hub).compare(rounds, result);
        } finally {
            shell("rm -rf \"$1\"", scratch.toString());
        }
    }

    private void compare(int rounds, PrintStream result) throws IOException, InterruptedException {
        for (var notice : node.uncontained()) {
            result.println(notice);
        }
        var ours = new ArrayList<Duration>();
        var theirs = new ArrayList<Duration>();
        for (var round = -WARM_UP; round < rounds; round++) {
            var began = System.nanoTime();
            workspace();
            var middle = System.nanoTime();
            shell(ALTERNATIVE, hub.toString(), scratch.resolve("clone").toString());
            var ended = System.nanoTime();
            if (round >= 0) {
                ours.add(Duration.ofNanos(middle - began));
                theirs.add(Duration.ofNanos(ended - middle));
            }
        }
        result.printf("workspace, sandboxed run, removal: %s%n", spread(ours));
        result.printf("git clone, sh -c true, rm -rf:     %s%n", spread(theirs));
        result.printf("ratio of the medians: %.2f%n", (double) at(ours, 0.5) / at(theirs, 0.5));
    }

    private void workspace() throws InterruptedException {
        try (var workspace = node.open(new WorkspaceOrder(ATTEMPT, "agent", commit))) {
            var bounds = new Bounds(Duration.ofMinutes(1), Duration.ZERO, 1 << 20);
            var exit =
                    workspace.run(
                            new Execution(
                                    List.of("sh", "-c", "true"),
                                    Map.of(),
                                    Surroundings.NONE,
                                    bounds,
                                    scratch.resolve("log")));
            if (!exit.equals(new Exit.Exited(0))) {
                throw new IllegalStateException("the run ended with " + exit);
            }
        }
    }

    private static String spread(List<Duration> times) {
        return "p50 %.1f ms, p99 %.1f ms".formatted(at(times, 0.5) / 1e6, at(times, 0.99) / 1e6);
    }

    private static long at(List<Duration> times, double share) {
        var sorted = times.stream().sorted(Comparator.naturalOrder()).toList();
        return sorted.get((int) Math.min(sorted.size() - 1, share * sorted.size())).toNanos();
    }

    private static String shell(String script, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
        return said;
    }

    /// A hub that lends its objects and takes nothing.
    private record Lender(Path location) implements Hub {
        @Override
        public Start start(StartOrder order) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CommitId accept(AttemptRef attempt, CommitId start, InputStream bundle) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tree tree(CommitId commit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Branch branch(Set<String> paths) {
            throw new UnsupportedOperationException();
        }
    }
}
