package ai.avyay.nodes.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The scripts that a node is asked to carry out, in `sh`.
enum Scripts {
    PROBE,
    INSPECT,
    CONTACT,
    PREPARE,
    RECEIVE,
    MAKE,
    START,
    FOLLOW,
    HALT,
    COLLECT,
    LIST,
    HAND,
    REMOVE,
    SWEEP,
    RUNNER;

    private static final String COMMON = read("common.sh");

    private final String text = read(name().toLowerCase(java.util.Locale.ROOT) + ".sh");

    /// The whole of it.
    String text() {
        return COMMON + text;
    }

    private static String read(String name) {
        try (var stream = Scripts.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("the script " + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
