package ai.avyay.app;

import ai.avyay.documents.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// The text of the configuration that a running `up` works by, for the commands that tell what it
/// does. The file of the repository may have been changed since.
record InForce(Path file) {
    void put(String text) {
        var fresh = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw CommandException.failed(
                    "%s cannot be written (%s); check permissions and free space"
                            .formatted(file, failed.getMessage()));
        }
    }

    Optional<String> text() {
        return Files.exists(file) ? Optional.of(Documents.text(file)) : Optional.empty();
    }
}
