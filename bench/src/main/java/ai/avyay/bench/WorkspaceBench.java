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
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/// A sandboxed run of `true` in a new workspace, beside a shell script that clones and runs `true`
/// with no sandbox.
///
/// Arguments: the number of rounds (30), and a bare repository (a new one with 300 files and 31
/// commits).
public final class WorkspaceBench {
    private static final int WARM_UP = 10;
    private static final AttemptRef ATTEMPT = new AttemptRef(new TaskId("bench"), 1);

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
        this.commit = new CommitId(Shell.run("git --git-dir=\"$1\" rev-parse HEAD", hub));
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
        try (var result = Shell.output()) {
            if (arguments.length < 2) {
                Shell.run(Shell.SAMPLE, scratch);
            }
            var hub = arguments.length < 2 ? scratch.resolve("hub.git") : Path.of(arguments[1]);
            new WorkspaceBench(scratch, hub).compare(rounds, result);
        } finally {
            Shell.remove(scratch);
        }
    }

    private void compare(int rounds, PrintStream result) throws IOException, InterruptedException {
        for (var notice : node.uncontained()) {
            result.println(notice);
        }
        var ours = LongStream.builder();
        var theirs = LongStream.builder();
        for (var round = -WARM_UP; round < rounds; round++) {
            var began = System.nanoTime();
            workspace();
            var middle = System.nanoTime();
            Shell.run(ALTERNATIVE, hub, scratch.resolve("clone"));
            var ended = System.nanoTime();
            if (round >= 0) {
                ours.add(middle - began);
                theirs.add(ended - middle);
            }
        }
        var workspaces = Percentiles.of(ours.build());
        var clones = Percentiles.of(theirs.build());
        result.printf("workspace, sandboxed run, removal: %s%n", workspaces);
        result.printf("git clone, sh -c true, rm -rf:     %s%n", clones);
        result.printf("ratio of the medians: %.2f%n", workspaces.median() / clones.median());
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
