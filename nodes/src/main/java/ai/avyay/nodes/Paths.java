package ai.avyay.nodes;

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
}
