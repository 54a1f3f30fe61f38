package ai.avyay.agents;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads a log of any content and size: bytes that are no UTF-8 are replaced, and of a line that is
/// too long only its start is heard.
final class LogLines {
    static final int LONGEST_LINE = 4 << 20;
    private static final int BUFFER = 1 << 16;

    private LogLines() {}

    /// Hands over every line of the log, up to where it can be read.
    static void each(Path log, Consumer<String> listener) {
        try (var stream = new BufferedInputStream(Files.newInputStream(log), BUFFER)) {
            each(stream, listener);
        } catch (IOException unreadable) {
            listener.accept("(the log cannot be read further: " + unreadable + ")");
        }
    }

    private static void each(InputStream stream, Consumer<String> listener) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var next = stream.read(); next >= 0; next = stream.read()) {
            if (next == '\n') {
                hand(line, listener);
            } else if (line.size() < LONGEST_LINE) {
                line.write(next);
            }
        }
        if (line.size() > 0) {
            hand(line, listener);
        }
    }

    private static void hand(ByteArrayOutputStream line, Consumer<String> listener) {
        listener.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
        line.reset();
    }
}
