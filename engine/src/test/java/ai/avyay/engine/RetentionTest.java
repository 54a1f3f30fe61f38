package ai.avyay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that the engine fills stays below its size.
class RetentionTest {
    private static final Instant NOW = Instant.parse("2026-05-10T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir private Path folder;

    @BeforeEach
    void fill() throws IOException {
        file("build-api/1", 100, NOW.minus(DAY.multipliedBy(9)));
        file("build-api/2", 100, NOW.minus(DAY.multipliedBy(7)));
        file("build-ui/1", 100, NOW.minus(DAY.multipliedBy(8)));
        file("build-ui/2", 100, NOW.minus(Duration.ofHours(1)));
    }

    private void file(String entry, int bytes, Instant at) throws IOException {
        var log = Files.createDirectories(folder.resolve(entry)).resolve("log");
        Files.write(log, new byte[bytes]);
        Files.setLastModifiedTime(log, FileTime.from(at));
    }

    private void tidy(long mostBytes) throws IOException {
        new Retention(folder, 2, mostBytes, DAY).tidy(NOW);
    }

    private boolean there(String entry) {
        return Files.exists(folder.resolve(entry));
    }

    @Test
    void nothing_goes_while_there_is_room() throws IOException {
        tidy(400);
        assertThat(folder.resolve("build-api/1")).exists();
        assertThat(folder.resolve("build-ui/1")).exists();
    }

    @Test
    void what_was_left_alone_longest_goes_first() throws IOException {
        tidy(250);
        assertThat(there("build-api/1")).isFalse();
        assertThat(there("build-ui/1")).isFalse();
        assertThat(there("build-api/2")).isTrue();
    }

    @Test
    void what_was_written_of_late_stays_however_full_it_is() throws IOException {
        tidy(0);
        assertThat(there("build-api/2")).isFalse();
        assertThat(there("build-ui/2")).isTrue();
    }

    @Test
    void a_folder_that_is_not_there_is_left_so() throws IOException {
        new Retention(folder.resolve("none"), 1, 0, DAY).tidy(NOW);
        assertThat(there("none")).isFalse();
    }
}
