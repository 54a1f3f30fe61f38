package ai.avyay.queue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// Files that are there whole or not at all, and folders that remember them.
final class Disk {
    private Disk() {}

    /// Writes a new file and has the disk keep its content.
    static void writeDurably(Path file, byte[] content) throws IOException {
        try (var stream = new FileOutputStream(file.toFile())) {
            stream.write(content);
            stream.getFD().sync();
        }
    }

    /// Has the disk keep the content of `file`, if it is there.
    static void keepIfThere(Path file) throws IOException {
        try {
            keep(file);
        } catch (NoSuchFileException _) {
            // There is nothing to keep.
        }
    }

    /// Has the disk keep the names in `folder`.
    static void keepNames(Path folder) throws IOException {
        keep(folder);
    }

    private static void keep(Path path) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            force(path);
        } catch (ClosedByInterruptException _) {
            interrupted = Thread.interrupted() || interrupted;
            force(path);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void force(Path path) throws IOException {
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Puts `content` in the place of `file` at once; a reader sees the old file or the new one.
    static void replace(Path file, byte[] content) throws IOException {
        var temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.write(temporary, content);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// What stands in `file`, if it is there.
    static Optional<byte[]> read(Path file) throws IOException {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }
}
