package ai.avyay.nodes;

import ai.avyay.domain.Glob;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// Copies the files out of a tree that match patterns; links are not followed, and size and number
/// are bounded.
final class ReportCopy extends SimpleFileVisitor<Path> {
    private static final int MOST_FILES = 20_000;

    private final Path tree;
    private final List<Glob> globs;
    private final Path into;
    private long room;
    private int files;

    private ReportCopy(Path tree, List<Glob> globs, Path into, long limitBytes) {
        this.tree = tree;
        this.globs = globs;
        this.into = into;
        this.room = limitBytes;
    }

    static void of(Path tree, List<String> patterns, Path into, long limitBytes)
            throws IOException {
        var globs = patterns.stream().map(Glob::new).toList();
        var copy = new ReportCopy(tree, globs, into, limitBytes);
        var folders = globs.stream().map(Glob::folder).distinct().sorted().toList();
        for (var folder : folders) {
            var covered =
                    folders.stream()
                            .anyMatch(other -> !other.equals(folder) && folder.startsWith(other));
            var place = tree.resolve(folder).normalize();
            if (!covered && place.startsWith(tree) && Paths.reachable(tree, place.resolve("*"))) {
                Files.walkFileTree(place, copy);
            }
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        return folder.equals(tree.resolve(".git"))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (Thread.currentThread().isInterrupted() || files >= MOST_FILES) {
            return FileVisitResult.TERMINATE;
        }
        var path = tree.relativize(file).toString();
        if (attributes.isRegularFile()
                && attributes.size() <= room
                && Files.isReadable(file)
                && globs.stream().anyMatch(glob -> glob.matches(path))) {
            var target = into.resolve(path);
            Files.createDirectories(target.getParent());
            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            room -= attributes.size();
            files++;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
    }
}
