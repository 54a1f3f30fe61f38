package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaleLocksTest {
    @TempDir private Path folder = Path.of("/");

    @Test
    void what_a_killed_engine_left_does_not_keep_the_branch_from_moving() throws Exception {
        var repositories = Repositories.in(folder);
        repositories.hub().close();
        var hub = repositories.hubFolder();
        var lock = Files.createFile(hub.resolve("refs/heads/avyay/main.lock"));
        var packed = Files.createFile(hub.resolve("packed-refs.lock"));

        BareHub.openAlone(repositories.settings()).close();

        assertThat(lock).doesNotExist();
        assertThat(packed).doesNotExist();
        assertThat(hub.resolve("refs/heads/avyay/main")).exists();
    }
}
