package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Optional;

/// Removes folders that programs have filled as they liked: without write permission, or deeper
/// than a path may be long.
///
/// Links are removed, never followed.
public final class Removal {
    private static final int LONGEST_PATH = 2000;

    private final Path root;
    private final Path lifted;
    private int count;

    private Removal(Path root) {
        this.root = root;
        this.lifted = root.resolve(".removal");
    }

    /// Removes `folder` with all that is in it; does nothing if it does not exist.
    public static void of(Path folder) throws IOException {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            new Removal(folder).empty();
        }
        Files.deleteIfExists(folder);
    }

    /// Removes what is in `folder`, and not the folder.
    static void contents(Path folder) throws IOException {
        new Removal(folder).empty();
    }

    /// Depth first, with the way down kept on a stack of our own: a program may nest folders deeper
    /// than ours reaches.
    private void empty() throws IOException {
        var open = new ArrayDeque<Path>();
        open.push(root);
        while (!open.isEmpty()) {
            var folder = open.peek();
            var inner = emptyOfFiles(folder);
            if (inner.isPresent()) {
                open.push(inner.get());
                continue;
            }
            open.pop();
            if (!folder.equals(root)) {
                delete(folder);
            }
        }
    }

    /// @return a folder that is still in `folder`; empty if nothing is
    private Optional<Path> emptyOfFiles(Path folder) throws IOException {
        makeWritable(folder);
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.of(lift(entry));
                }
                Files.deleteIfExists(entry);
            }
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Path lift(Path folder) throws IOException {
        if (folder.toString().length() - root.toString().length() < LONGEST_PATH) {
            return folder;
        }
        if (!Files.isDirectory(lifted, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(lifted);
            Files.createDirectory(lifted);
        }
        var shorter = lifted.resolve(Integer.toString(count++));
        while (Files.exists(shorter, LinkOption.NOFOLLOW_LINKS)) {
            shorter = lifted.resolve(Integer.toString(count++));
        }
        makeWritable(folder);
        makeWritable(lifted);
        Files.move(folder, shorter);
        return shorter;
    }

    private static void delete(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
            throw new IOException("somebody is still writing to " + folder, e);
        }
    }

    private static void makeWritable(Path folder) throws IOException {
        if (!Files.isWritable(folder) || !Files.isReadable(folder) || !Files.isExecutable(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
