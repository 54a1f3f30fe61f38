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
import ai.avyay.testkit.Sshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A node over a real sshd, with a hub; its user's home folder has a name that is awkward to quote.
///
/// @param folder holds everything, such as the log of the last run
/// @param start a commit of the hub that holds `README.md` and nothing else
record SshFixture(Path folder, Sshd sshd, StockHub hub, CommitId start, SshNode node)
        implements AutoCloseable {
    static final AttemptRef ATTEMPT = new AttemptRef(new TaskId("build-api"), 1);
    static final Bounds BOUNDS = new Bounds(Duration.ofSeconds(60), Duration.ZERO, 1 << 20);
    private static final String HOME = "it's a home";

    /// What the scripts need of a machine.
    private static final List<String> PROGRAMS =
            List.of(
                    ("awk bwrap cat chmod cp date dd df dirname du env find getconf git head id ls mkdir mkfifo mv"
                                    + " ps readlink rm rmdir sed setsid sh sleep sysctl tail tr uname wc")
                            .split(" ", -1));

    static SshFixture make(Path folder) throws IOException, InterruptedException {
        return make(folder, new Sshd.Oddities(List.of(), ""));
    }

    static SshFixture make(Path folder, Sshd.Oddities oddities)
            throws IOException, InterruptedException {
        var sshd = Sshd.start(folder.resolve("machine"), folder.resolve(HOME), oddities);
        var hub = StockHub.make(folder);
        var start = onlyReadme(hub);
        return new SshFixture(folder, sshd, hub, start, View.USUAL.node(folder, sshd, hub));
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

    /// Says in a shell that its programs are the usual ones, but for `missing`.
    static String without(Path folder, String missing) throws IOException {
        var programs = Files.createDirectories(folder.resolve("programs"));
        for (var name : PROGRAMS) {
            for (var place : List.of("/usr/bin", "/usr/sbin", "/bin")) {
                var program = Path.of(place, name);
                if (!name.equals(missing) && Files.isExecutable(program)) {
                    var text = "#!/bin/sh\nexec %s \"$@\"\n".formatted(program);
                    var wrapper = Files.writeString(programs.resolve(name), text);
                    Files.setPosixFilePermissions(
                            wrapper, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
        return "PATH='" + programs + "'; export PATH";
    }

    /// How the node is looked at.
    private record View(String repository, boolean sandbox, InstantSource clock) {
        static final View USUAL = new View("repository", true, InstantSource.system());

        SshNode node(Path folder, Sshd sshd, StockHub hub) throws IOException {
            var terms = new SshNode.Terms(1, WorkspaceLimits.USUAL, sandbox);
            var home = new SshNode.Home(hub, repository, folder.resolve("state"), terms);
            return new SshNode("mbp3", settings(sshd), home, clock);
        }
    }

    /// The node as somebody with another clock sees it.
    SshNode at(InstantSource clock) throws IOException {
        return new View("repository", true, clock).node(folder, sshd, hub);
    }

    /// The node, where programs run without a sandbox too.
    SshNode trusting() throws IOException {
        return new View("repository", false, InstantSource.system()).node(folder, sshd, hub);
    }

    static SshSettings settings(Sshd sshd) throws IOException {
        var control = Files.createDirectories(sshd.client().resolveSibling("s"));
        return new SshSettings(Sshd.NAME, Optional.of(sshd.client()), control);
    }

    /// The node as an engine sees it that was started again.
    SshNode again() throws IOException {
        return View.USUAL.node(folder, sshd, hub);
    }

    /// The same machine as another repository uses it.
    SshNode ofAnotherRepository() throws IOException {
        return new View("another", true, InstantSource.system()).node(folder, sshd, hub);
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
