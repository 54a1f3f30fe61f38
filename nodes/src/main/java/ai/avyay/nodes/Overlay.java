package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A folder that is seen in [#merged()] as if it could be changed, while it stays as it is.
///
/// @param base what is seen
/// @param folder holds what is written, and is thrown away with it
public record Overlay(Path base, Path folder) {
    static Overlay make(Path base, Path folder) throws IOException {
        var overlay = new Overlay(base, folder);
        Files.createDirectories(overlay.upper());
        Files.createDirectories(overlay.work());
        Files.createDirectories(overlay.merged());
        return overlay;
    }

    Path upper() {
        return folder.resolve("upper");
    }

    Path work() {
        return folder.resolve("work");
    }

    Path merged() {
        return folder.resolve("merged");
    }
}
