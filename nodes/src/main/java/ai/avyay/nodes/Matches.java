package ai.avyay.nodes;

import ai.avyay.domain.Glob;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// The files of a tree that match patterns; links are not followed, and `.git` is not looked into.
final class Matches extends SimpleFileVisitor<Path> {

    /// What is done with each match.
    interface Action {
        /// Does it, and says whether to go on.
        boolean perform(Path file, String path, BasicFileAttributes attributes) throws IOException;
    }

    private final Path tree;
    private final List<Glob> globs;
    private final Action action;

    private Matches(Path tree, List<Glob> globs, Action action) {
        this.tree = tree;
        this.globs = globs;
        this.action = action;
    }

    static void of(Path tree, List<String> patterns, Action action) throws IOException {
        var globs = patterns.stream().map(Glob::new).toList();
        var matches = new Matches(tree, globs, action);
        var folders = globs.stream().map(Glob::folder).distinct().sorted().toList();
        for (var folder : folders) {
            var place = tree.resolve(folder).normalize();
            var covered =
                    folders.stream()
                            .anyMatch(other -> !other.equals(folder) && folder.startsWith(other));
            if (!covered && place.startsWith(tree) && Paths.reachable(tree, place.resolve("x"))) {
                Files.walkFileTree(place, matches);
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
        var path = tree.relativize(file).toString();
        return globs.stream().noneMatch(glob -> glob.matches(path))
                        || action.perform(file, path, attributes)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.TERMINATE;
    }

    /// What cannot be read does not match.
    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        return FileVisitResult.CONTINUE;
    }
}
