package ai.avyay.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What people type and what they read: each transcript is played in a repository of its own and
/// must come out as it is written. With `-Davyay.transcripts=write` it is written as it came out.
class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/transcripts");

    static Stream<Path> transcripts() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files
                    .filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("transcripts")
    void it_comes_out_as_written(Path transcript, @TempDir Path scratch)
            throws IOException, InterruptedException {
        var written = Files.readString(transcript);
        var played = new Transcript(scratch).play(written);
        if (System.getProperty("avyay.transcripts", "").equals("write")) {
            Files.writeString(transcript, played);
        }
        assertThat(played).isEqualTo(written);
    }
}
