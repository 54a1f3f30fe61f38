package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Removes the lock files that a killed engine left in the hub; without that no ref would ever move
/// again. Only for the one engine that may write to the hub, before it writes.
final class StaleLocks {
    private static final List<String> FILES =
            List.of("HEAD.lock", "config.lock", "packed-refs.lock", "shallow.lock");

    private StaleLocks() {}

    static void remove(Path hub) {
        try {
            for (var file : FILES) {
                Files.deleteIfExists(hub.resolve(file));
            }
            if (Files.isDirectory(hub.resolve("refs"))) {
                removeBelow(hub.resolve("refs"));
            }
        } catch (IOException e) {
            throw new IntegrationException(
                    "a lock that an earlier engine left in %s cannot be removed: %s"
                            .formatted(hub, e.getMessage()),
                    e);
        }
    }

    private static void removeBelow(Path refs) throws IOException {
        List<Path> locks;
        try (Stream<Path> files = Files.walk(refs)) {
            locks = files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
        for (var lock : locks) {
            Files.deleteIfExists(lock);
        }
    }
}
