package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;

/// Makes a tree that programs have left ready to be committed whole.
///
/// Git takes a folder with a `.git` of its own for another repository and would record a mere
/// reference to it: such a `.git` is moved out of the tree. Folders, and files if asked, become
/// readable to their owner.
final class Tidying extends SimpleFileVisitor<Path> {
    private static final List<PosixFilePermission> FOLDER =
            List.of(
                    PosixFilePermission.OWNER_READ,
                    PosixFilePermission.OWNER_WRITE,
                    PosixFilePermission.OWNER_EXECUTE);
    private static final List<PosixFilePermission> FILE = List.of(PosixFilePermission.OWNER_READ);

    private final Folders folders;
    private final boolean files;
    private boolean changed;

    private Tidying(Folders folders, boolean files) {
        this.folders = folders;
        this.files = files;
    }

    /// Tidies the tree and says whether anything was made readable.
    ///
    /// @param files whether files are made readable too
    static boolean of(Folders folders, boolean files) throws IOException {
        Files.createDirectories(folders.removed());
        var tidying = new Tidying(folders, files);
        tidying.allow(folders.tree(), FOLDER);
        Files.walkFileTree(folders.tree(), tidying);
        return tidying.changed;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
            throws IOException {
        if (folder.equals(folders.tree().resolve(".git"))) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (folder.endsWith(".git")) {
            remove(folder);
            return FileVisitResult.SKIP_SUBTREE;
        }
        allow(folder, FOLDER);
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (file.endsWith(".git")) {
            remove(file);
        } else if (files && attributes.isRegularFile()) {
            allow(file, FILE);
        }
        return FileVisitResult.CONTINUE;
    }

    /// A folder that could not be entered: it is opened and visited again.
    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || Files.isReadable(path)) {
            throw failure;
        }
        allow(path, FOLDER);
        Files.walkFileTree(path, this);
        return FileVisitResult.CONTINUE;
    }

    private void allow(Path path, List<PosixFilePermission> wanted) throws IOException {
        var permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (permissions.addAll(wanted)) {
            Files.setPosixFilePermissions(path, permissions);
            changed = true;
        }
    }

    private void remove(Path path) throws IOException {
        var place = 0;
        while (Files.exists(
                folders.removed().resolve(Integer.toString(place)), LinkOption.NOFOLLOW_LINKS)) {
            place++;
        }
        Files.move(path, folders.removed().resolve(Integer.toString(place)));
    }
}
