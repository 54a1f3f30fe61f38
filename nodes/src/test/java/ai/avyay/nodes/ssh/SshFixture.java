package ai.avyay.nodes.ssh;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.Bounds;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.nodes.StockHub;
import ai.avyay.nodes.WorkspaceLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/// A node over a real sshd, with a hub; its user's home folder has a name that is awkward to quote.
///
/// @param folder holds everything, such as the log of the last run
/// @param start a commit of the hub that holds `README.md` and nothing else
record SshFixture(Path folder, Sshd sshd, StockHub hub, CommitId start, SshNode node)
        implements AutoCloseable {
    static final AttemptRef ATTEMPT = new AttemptRef(new TaskId("build-api"), 1);
    static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(60), Duration.ZERO, 1 << 20);
    private static final String HOME = "it's a home";

    static SshFixture make(Path folder) throws IOException, InterruptedException {
        var sshd = Sshd.start(folder.resolve("machine"), folder.resolve(HOME));
        var hub = StockHub.make(folder);
        var start = onlyReadme(hub);
        return new SshFixture(folder, sshd, hub, start, node(folder, sshd, hub));
    }

    private static CommitId onlyReadme(StockHub hub) {
        var blob = hub.git(hub.location(), "rev-parse", "main:README");
        hub.git(
                hub.location(),
                "update-index",
                "--add",
                "--cacheinfo",
                "100644," + blob + ",README.md");
        var tree = hub.git(hub.location(), "write-tree");
        return new CommitId(hub.git(hub.location(), "commit-tree", "-m", "start", tree));
    }

    private static SshNode node(Path folder, Sshd sshd, StockHub hub) throws IOException {
        return new SshNode(
                "mbp3",
                sshd.settings(),
                new SshNode.Home(hub, "repository", folder.resolve("state"), WorkspaceLimits.USUAL),
                InstantSource.system());
    }

    /// The node as an engine sees it that was started again.
    SshNode again() throws IOException {
        return node(folder, sshd, hub);
    }

    /// The folder of the repository on the node.
    Path cache() {
        return folder.resolve(HOME).resolve(".cache/avyay/repository");
    }

    Path place(String purpose) {
        return cache().resolve("build-api/1").resolve(purpose);
    }

    Workspace open() throws InterruptedException {
        return node.open(new WorkspaceOrder(ATTEMPT, "agent", start));
    }

    Path log() {
        return folder.resolve("log");
    }

    String said() throws IOException {
        return Files.readString(log(), StandardCharsets.ISO_8859_1);
    }

    Execution script(String script) {
        return script(script, BOUNDS);
    }

    Execution script(String script, Bounds bounds) {
        return new Execution(
                List.of("/bin/sh", "-c", script), Map.of(), Surroundings.NONE, bounds, log());
    }

    CollectOrder collection(String... deliverables) {
        return new CollectOrder(ATTEMPT, start, List.of(deliverables), "What the agent left");
    }

    @Override
    public void close() {
        node.close();
        sshd.close();
    }
}
