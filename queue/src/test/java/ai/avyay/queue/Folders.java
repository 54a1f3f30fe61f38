package ai.avyay.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Folders of a test that JUnit does not look after.
final class Folders {
    private Folders() {}

    static void delete(Path folder) throws IOException {
        for (var path : all(folder)) {
            Files.deleteIfExists(path);
        }
    }

    /// Everything in `folder`, deepest first.
    static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.reverseOrder()).toList();
        }
    }

    /// Makes `to` a copy of `from`, without what vanishes meanwhile.
    static void copy(Path from, Path to) throws IOException {
        for (var path : all(from).reversed()) {
            try {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            } catch (NoSuchFileException vanished) {
                // Somebody still works there.
            }
        }
    }
}
