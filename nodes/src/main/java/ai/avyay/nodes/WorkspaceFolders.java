package ai.avyay.nodes;

import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.WorkspaceOrder;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The folders of workspaces below one root, as `TASK/N/PURPOSE`, each with a file that says that
/// we made it and for which node. Only folders with that file are ever removed.
record WorkspaceFolders(Path root, String node) {
    private static final String MARKER = ".avyay-workspace";
    private static final int MOST_ALIKE = 1000;
    private static final int MOST_REMOVALS = 5;
    private static final int LONGEST_NAME = 80;

    /// Makes the folder of a new workspace, empty but for the marker.
    Folders make(WorkspaceOrder order) throws IOException {
        var attempt = order.attempt();
        var parent =
                root.resolve(attempt.task().value()).resolve(Integer.toString(attempt.number()));
        var name = name(order.purpose());
        for (var alike = 1; alike <= MOST_ALIKE; alike++) {
            var folder = parent.resolve(alike == 1 ? name : name + "." + alike);
            try {
                Files.createDirectories(parent);
                Files.createDirectory(
                        folder,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } catch (FileAlreadyExistsException | NoSuchFileException e) {
                // Taken, or a sweep took the empty parent away in this very moment.
                continue;
            }
            Files.writeString(folder.resolve(MARKER), node + "\n");
            return new Folders(folder);
        }
        throw new IOException("there are too many folders like " + parent.resolve(name));
    }

    /// A file name for `purpose`; purposes with the same name are told apart by
    /// [#make(WorkspaceOrder)].
    static String name(String purpose) {
        var name = purpose.replaceAll("[^A-Za-z0-9_-]", "_");
        return name.isEmpty() ? "_" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /// Removes the workspaces of this node that belong to none of `live`.
    void sweep(Set<AttemptRef> live) throws IOException {
        for (var task : folders(root)) {
            for (var number : folders(task)) {
                if (live.stream()
                        .anyMatch(attempt ->
                                number.endsWith(attempt.task() + "/" + attempt.number()))) {
                    continue;
                }
                for (var workspace : folders(number)) {
                    if (ours(workspace)) {
                        remove(workspace);
                    }
                }
            }
        }
    }

    private boolean ours(Path folder) throws IOException {
        var marker = folder.resolve(MARKER);
        return Files.isRegularFile(marker, LinkOption.NOFOLLOW_LINKS)
                && Files.readString(marker).strip().equals(node);
    }

    /// Removes one workspace, its marker last, and the folders above it that are empty then.
    void remove(Path folder) throws IOException {
        if (!Files.isRegularFile(folder.resolve(MARKER), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (var path : contents(folder)) {
            if (!path.endsWith(MARKER)) {
                removeStubbornly(path);
            }
        }
        Removal.of(folder);
        try {
            for (var above = folder.getParent();
                    above != null && !above.equals(root);
                    above = above.getParent()) {
                Files.deleteIfExists(above);
            }
        } catch (DirectoryNotEmptyException e) {
            // Another workspace of the same attempt or task.
        }
    }

    /// After a kill -9 of the engine its programs take a moment to die, and may still write.
    private static void removeStubbornly(Path path) throws IOException {
        for (var left = MOST_REMOVALS; ; left--) {
            try {
                Removal.of(path);
                return;
            } catch (IOException e) {
                if (left == 0) {
                    throw e;
                }
            }
        }
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        return contents(folder).stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    private static List<Path> contents(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            var contents = new ArrayList<Path>();
            entries.forEach(contents::add);
            return contents;
        }
    }
}
