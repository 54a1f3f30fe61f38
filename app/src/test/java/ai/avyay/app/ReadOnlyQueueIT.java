package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.nodes.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A queue whose files cannot be written, though its git repository can.
@Timeout(120)
class ReadOnlyQueueIT {
    @TempDir private Path folder = Path.of("/");

    @Test
    void takes_no_task_and_says_why() throws Exception {
        var sandbox = Sandbox.detect(Optional.empty());
        assumeTrue(
                sandbox.uncontained().isEmpty(),
                () -> "needs bubblewrap: " + sandbox.uncontained());
        var scratch = new Scratch(folder, Map.of());
        Files.createDirectories(scratch.repository());
        scratch.git("init", "-q", "-b", "main");
        Files.writeString(scratch.repository().resolve("README.md"), "one\n");
        scratch.git("add", ".");
        scratch.git("-c", "user.name=u", "-c", "user.email=u@localhost", "commit", "-qm", "one");
        assertThat(scratch.avyay("add", "--title", "One").exit()).isZero();
        var queue = scratch.repository().resolve(".avyay/queue").toString();
        var mounts =
                List.of(
                        "bwrap",
                        "--dev-bind",
                        "/",
                        "/",
                        "--ro-bind",
                        queue,
                        queue,
                        "--bind",
                        queue + "/.git",
                        queue + "/.git");

        var added = scratch.avyayWithin(mounts, "add", "--title", "Two");

        assertThat(added.exit()).as(added.output()).isEqualTo(1);
        assertThat(added.output()).contains("cannot be written, so nothing is recorded");
        assertThat(scratch.avyay("list").output()).contains("One").doesNotContain("Two");
    }
}
