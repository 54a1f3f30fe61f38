package ai.avyay.integration;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings the names in folders to disk: a file that was fsync'd and renamed is found after a power
/// cut only if its folder was fsync'd as well.
final class Durable {
    private Durable() {}

    static void folder(@Nullable Path folder) throws IOException {
        if (folder == null) {
            return;
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// The folders of a bare repository that objects and refs are renamed into.
    static void folders(Path repository) throws IOException {
        try (Stream<Path> objects = Files.list(repository.resolve("objects"));
                Stream<Path> refs = Files.walk(repository.resolve("refs/heads"))) {
            for (var folder :
                    (Iterable<Path>)
                            Stream.concat(objects, refs).filter(Files::isDirectory)::iterator) {
                folder(folder);
            }
        }
        folder(repository.resolve("objects"));
        folder(repository);
    }
}
