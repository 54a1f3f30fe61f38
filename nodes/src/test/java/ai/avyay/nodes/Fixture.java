package ai.avyay.nodes;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.Bounds;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A node over a scratch folder, with a hub.
///
/// @param folder holds everything, such as the log of the last run
record Fixture(Path folder, StockHub hub, LocalNode node) {
    static final AttemptRef ATTEMPT = new AttemptRef(new TaskId("build-api"), 1);
    static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(60), Duration.ZERO, 1 << 20);

    /// With the real sandbox; skipped where there is none.
    static Fixture make(Path folder) {
        var sandbox = Sandbox.detect(Optional.empty());
        assumeTrue(
                sandbox.uncontained().isEmpty(),
                () -> "needs bubblewrap with namespaces: " + sandbox.uncontained());
        return make(folder, sandbox);
    }

    static Fixture make(Path folder, Sandbox sandbox) {
        return make(folder, sandbox, WorkspaceLimits.USUAL);
    }

    static Fixture make(Path folder, Sandbox sandbox, WorkspaceLimits limits) {
        var hub = StockHub.make(folder);
        return new Fixture(
                folder, hub, new LocalNode("local", hub, folder.resolve("cache"), sandbox, limits));
    }

    Workspace open() throws InterruptedException {
        return open("agent");
    }

    Workspace open(String purpose) throws InterruptedException {
        return node.open(new WorkspaceOrder(ATTEMPT, purpose, hub.main()));
    }

    /// The clone of the only attempt's workspace for `purpose`.
    Path tree(String purpose) {
        return folder.resolve("cache/build-api/1").resolve(purpose).resolve("tree");
    }

    Path log() {
        return folder.resolve("log");
    }

    Execution script(String script) {
        return script(script, Map.of(), Surroundings.NONE, BOUNDS);
    }

    Execution script(String script, Surroundings surroundings) {
        return script(script, Map.of(), surroundings, BOUNDS);
    }

    Execution script(String script, Bounds bounds) {
        return script(script, Map.of(), Surroundings.NONE, bounds);
    }

    Execution script(
            String script,
            Map<String, String> environment,
            Surroundings surroundings,
            Bounds bounds) {
        return new Execution(List.of("sh", "-c", script), environment, surroundings, bounds, log());
    }

    /// Runs `script` in a new workspace.
    ///
    /// @return its output
    String output(String script, Surroundings surroundings)
            throws InterruptedException, IOException {
        try (var workspace = open()) {
            var exit = workspace.run(script(script, surroundings));
            return said() + (exit.equals(new Exit.Exited(0)) ? "" : exit.toString());
        }
    }

    String output(String script) throws InterruptedException, IOException {
        return output(script, Surroundings.NONE);
    }

    String said() throws IOException {
        return Files.readString(log(), StandardCharsets.ISO_8859_1);
    }

    CollectOrder collection(String... deliverables) {
        return new CollectOrder(ATTEMPT, hub.main(), List.of(deliverables), "What the agent left");
    }

    /// Runs `script` in `workspace` and collects what it made.
    CommitId work(Workspace workspace, String script, String... deliverables)
            throws InterruptedException {
        workspace.run(script(script));
        return workspace.collect(collection(deliverables));
    }

    /// A run in a thread of its own, to be interrupted and joined.
    Thread start(Workspace workspace, Execution execution) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        workspace.run(execution);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /// Waits for files to appear; to be made before the program that makes them begins.
    Watch watch(Path folder) throws IOException {
        var watch = folder.getFileSystem().newWatchService();
        folder.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        return new Watch(watch);
    }

    record Watch(WatchService service) {
        void await(String name) throws InterruptedException, IOException {
            try (service) {
                for (var key = service.poll(30, TimeUnit.SECONDS);
                        key != null;
                        key = service.poll(30, TimeUnit.SECONDS)) {
                    if (key.pollEvents().stream()
                            .anyMatch(event -> String.valueOf(event.context()).equals(name))) {
                        return;
                    }
                    key.reset();
                }
                throw new AssertionError("no file " + name + " in time");
            }
        }
    }

    static String commandLine(ProcessHandle process) {
        return process.info().commandLine().orElse("");
    }

    /// The processes of this machine that have `word` on their command line.
    static List<ProcessHandle> processes(String word) {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains(word))
                .toList();
    }
}
