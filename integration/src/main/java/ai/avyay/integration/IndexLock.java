package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Git's own lock on the index of a work tree: whoever made the file holds it. Ours has a token in
/// it.
record IndexLock(Path file, String token) {

    static IndexLock of(Path gitFolder, String token) {
        return new IndexLock(gitFolder.resolve("index.lock"), token);
    }

    /// Takes the lock; true as well if it was left by an earlier holder of the same token.
    boolean take() throws IOException {
        try {
            Files.writeString(
                    file, text(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            return true;
        } catch (FileAlreadyExistsException _) {
            return isOurs();
        }
    }

    private boolean isOurs() throws IOException {
        return Files.size(file) == text().length() && Files.readString(file).equals(text());
    }

    void release() throws IOException {
        Files.deleteIfExists(file);
    }

    private String text() {
        return "held by avyay: " + token + "\n";
    }
}
