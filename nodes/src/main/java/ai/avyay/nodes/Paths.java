package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// Paths in folders that programs have written to.
final class Paths {
    private Paths() {}

    /// Whether `path` lies below `root` with nothing but real folders, no link, in between.
    static boolean reachable(Path root, Path path) {
        for (var above = path.getParent();
                above != null && above.startsWith(root);
                above = above.getParent()) {
            if (!Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return path.startsWith(root);
    }

    /// The place of `path` below `root`; missing folders above it are made, a link at the place
    /// itself is removed.
    static Path place(Path root, String path) throws IOException {
        var place = root.resolve(path).normalize();
        if (!place.startsWith(root) || place.equals(root)) {
            throw new IOException("'" + path + "' does not lie in " + root);
        }
        var folder = root;
        for (var name : root.relativize(place)) {
            if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IOException("a link or file is in the way at " + folder);
                }
                Files.createDirectory(folder);
            }
            folder = folder.resolve(name);
        }
        if (Files.isSymbolicLink(place)) {
            Files.delete(place);
        }
        return place;
    }
}
