package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A queue whose files cannot be written, though its git repository can.
@Timeout(120)
class ReadOnlyQueueIT {
    @TempDir private Path folder = Path.of("/");

    @Test
    void takes_no_task_and_says_why() throws Exception {
        Scratch.assumeContained();
        var scratch = new Scratch(folder, Map.of());
        scratch.begin(Map.of("README.md", "one\n"));
        scratch.avyay("add", "--title", "One").done();
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
