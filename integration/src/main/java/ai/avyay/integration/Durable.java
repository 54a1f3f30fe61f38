package ai.avyay.integration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings the names in a repository's folders to disk: a file that was fsync'd and renamed is found
/// after a power cut only if its folder was fsync'd as well.
///
/// Folders that did not change since are passed over, for there may be hundreds.
final class Durable {
    /// A change this young may be followed by another that leaves the same time.
    private static final Duration COARSEST_CLOCK = Duration.ofSeconds(2);

    private final Path repository;
    private final InstantSource clock;
    private final Map<Path, FileTime> done = new HashMap<>();

    Durable(Path repository, InstantSource clock) {
        this.repository = repository;
        this.clock = clock;
    }

    static void folder(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// The folders that objects and branches are renamed into.
    synchronized void folders() throws IOException {
        try (Stream<Path> objects = Files.list(repository.resolve("objects"));
                Stream<Path> branches = Files.walk(repository.resolve("refs/heads"))) {
            var below = Stream.concat(objects, branches).filter(Files::isDirectory);
            for (var folder : (Iterable<Path>) below::iterator) {
                changed(folder);
            }
        }
        changed(repository.resolve("objects"));
        changed(repository);
    }

    private void changed(Path folder) throws IOException {
        var time = Files.getLastModifiedTime(folder);
        if (time.equals(done.get(folder))) {
            return;
        }
        folder(folder);
        if (time.toInstant().isBefore(clock.instant().minus(COARSEST_CLOCK))) {
            done.put(folder, time);
        }
    }
}
