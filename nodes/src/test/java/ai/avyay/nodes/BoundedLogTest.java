package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {
    @TempDir Path folder;

    private Path file() {
        return folder.resolve("attempt/log");
    }

    private void write(long limit, String... texts) throws IOException {
        try (var log = BoundedLog.create(file(), limit)) {
            for (var text : texts) {
                var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                log.write(bytes, bytes.length);
            }
        }
    }

    @Test
    void what_fits_stands_as_it_came_whatever_its_bytes() throws IOException {
        write(10_000, "one\n", "\u00ff\u00fe\u0000", "two");
        assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1))
                .isEqualTo("one\n\u00ff\u00fe\u0000two");
    }

    @Test
    void of_what_does_not_fit_the_middle_is_dropped_and_that_is_said() throws IOException {
        write(4096, "a".repeat(2048), "b".repeat(5000), "c".repeat(2000));
        assertThat(file())
                .hasContent(
                        "a".repeat(2048)
                                + "\n[avyay: 4952 bytes of output were dropped here]\n"
                                + "b".repeat(48)
                                + "c".repeat(2000));
        assertThat(folder.resolve("attempt"))
                .isDirectoryContaining("glob:**/log")
                .isDirectoryNotContaining("glob:**/*.part");
    }

    @Test
    void a_new_run_s_log_takes_the_place_of_the_old_one() throws IOException {
        write(4096, "long ".repeat(3000));
        write(4096, "short");
        assertThat(file()).hasContent("short");
    }

    @Test
    void the_engine_s_own_words_stand_last() throws IOException {
        try (var log = BoundedLog.create(file(), 4096)) {
            log.note("stopped");
            log.write(new byte[] {'x'}, 1);
        }
        assertThat(file()).hasContent("x\n[avyay: stopped]\n");
    }
}
