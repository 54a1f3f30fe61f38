package ai.avyay.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// Every byte of a work tree outside of git's and the engine's own folders; of a link, where it
/// leads.
final class WorkTreeBytes {
    private WorkTreeBytes() {}

    static Map<String, String> of(Path root) {
        var bytes = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var path = root.relativize(file).toString();
                if (path.startsWith(".git/") || path.startsWith(".avyay")) {
                    continue;
                }
                if (Files.isSymbolicLink(file)) {
                    bytes.put(path, "-> " + Files.readSymbolicLink(file));
                } else if (Files.isRegularFile(file)) {
                    bytes.put(path, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
