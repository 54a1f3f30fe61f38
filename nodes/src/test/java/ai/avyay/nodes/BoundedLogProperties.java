package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class BoundedLogProperties {
    private static final int LIMIT = 4096;

    @Property(tries = 100)
    void the_beginning_and_the_end_survive_byte_by_byte(
            @ForAll @Size(max = 12) List<@Size(max = 3000) byte[]> pieces) throws IOException {
        var file = Files.createTempFile("bounded", ".log");
        var all = new ByteArrayOutputStream();
        try {
            try (var log = BoundedLog.create(file, LIMIT)) {
                for (var piece : pieces) {
                    log.write(piece, piece.length);
                    all.writeBytes(piece);
                }
            }
            var kept = Files.readAllBytes(file);
            var written = all.toByteArray();
            if (written.length <= LIMIT) {
                assertThat(kept).isEqualTo(written);
            } else {
                var half = LIMIT / 2;
                assertThat(kept).startsWith(Arrays.copyOf(written, half));
                assertThat(kept)
                        .endsWith(
                                Arrays.copyOfRange(written, written.length - half, written.length));
                assertThat(kept.length).isLessThan(LIMIT + 80);
            }
        } finally {
            Files.delete(file);
        }
    }
}
