package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Hub;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffEntry.ChangeType;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// The files of one commit, read from the hub's objects.
record CommitTree(HubObjects objects, CommitId commit, ObjectId tree) implements Hub.Tree {
    private static final int MOST_RENAMES = 400;
    private static final int LARGEST_RENAMED = 1 << 20;

    static CommitTree of(HubObjects objects, CommitId commit) {
        return new CommitTree(objects, commit, objects.commit(commit).getTree().getId());
    }

    @Override
    public String id() {
        return tree.name();
    }

    /// The file's first bytes, `limitBytes` at most; of a symbolic link, what it says.
    @Override
    public Optional<byte[]> read(String path, long limitBytes) {
        return reading(
                path,
                () -> {
                    try (var walk = TreeWalk.forPath(objects.repository(), path, tree)) {
                        if (walk == null || !isFile(walk.getFileMode(0))) {
                            return Optional.empty();
                        }
                        var most = Math.clamp(limitBytes, 0, Integer.MAX_VALUE - 8);
                        try (var stream =
                                walk.getObjectReader().open(walk.getObjectId(0)).openStream()) {
                            return Optional.of(stream.readNBytes(most));
                        }
                    }
                });
    }

    @Override
    public List<Hub.FileChange> changesSince(CommitId base) {
        var other = objects.commit(base).getTree();
        return reading(
                "its changes since " + base.abbreviated(),
                () -> {
                    try (var walk = new TreeWalk(objects.repository())) {
                        walk.addTree(other);
                        walk.addTree(tree);
                        walk.setRecursive(true);
                        walk.setFilter(TreeFilter.ANY_DIFF);
                        var renames = new RenameDetector(objects.repository());
                        renames.setRenameLimit(MOST_RENAMES);
                        renames.setBigFileThreshold(LARGEST_RENAMED);
                        renames.setSkipContentRenamesForBinaryFiles(true);
                        renames.addAll(DiffEntry.scan(walk));
                        return changes(walk.getObjectReader(), renames.compute());
                    }
                });
    }

    /// A file that became a link, or the other way round, is one modified file.
    private static List<Hub.FileChange> changes(ObjectReader reader, List<DiffEntry> found)
            throws IOException {
        var added =
                found.stream()
                        .filter(entry -> entry.getChangeType() == ChangeType.ADD)
                        .map(DiffEntry::getNewPath)
                        .collect(java.util.stream.Collectors.toSet());
        var replaced =
                found.stream()
                        .filter(entry -> entry.getChangeType() == ChangeType.DELETE)
                        .map(DiffEntry::getOldPath)
                        .filter(added::contains)
                        .collect(java.util.stream.Collectors.toSet());
        var changes = new ArrayList<Hub.FileChange>();
        for (var entry : found) {
            var deleted = entry.getChangeType() == ChangeType.DELETE;
            if (!deleted || !replaced.contains(entry.getOldPath())) {
                changes.add(change(reader, entry, replaced.contains(entry.getNewPath())));
            }
        }
        return List.copyOf(changes);
    }

    private static Hub.FileChange change(ObjectReader reader, DiffEntry entry, boolean replaces)
            throws IOException {
        var kind =
                switch (entry.getChangeType()) {
                    case ADD, COPY ->
                            replaces ? Hub.FileChange.Kind.MODIFIED : Hub.FileChange.Kind.ADDED;
                    case MODIFY -> Hub.FileChange.Kind.MODIFIED;
                    case DELETE -> Hub.FileChange.Kind.DELETED;
                    case RENAME -> Hub.FileChange.Kind.RENAMED;
                };
        if (kind == Hub.FileChange.Kind.DELETED) {
            return new Hub.FileChange(kind, entry.getOldPath(), Optional.empty(), 0, 0);
        }
        var old =
                kind == Hub.FileChange.Kind.RENAMED
                        ? Optional.of(entry.getOldPath())
                        : Optional.<String>empty();
        var bytes =
                isFile(entry.getNewMode())
                        ? reader.getObjectSize(entry.getNewId().toObjectId(), ObjectReader.OBJ_ANY)
                        : 0;
        return new Hub.FileChange(
                kind, entry.getNewPath(), old, entry.getNewMode().getBits(), bytes);
    }

    /// Submodules are not files of this repository.
    @Override
    public List<String> paths() {
        return reading(
                "its paths",
                () -> {
                    try (var walk = new TreeWalk(objects.repository())) {
                        walk.addTree(tree);
                        walk.setRecursive(true);
                        var paths = new ArrayList<String>();
                        while (walk.next()) {
                            if (isFile(walk.getFileMode(0))) {
                                paths.add(walk.getPathString());
                            }
                        }
                        return List.copyOf(paths);
                    }
                });
    }

    private static boolean isFile(FileMode mode) {
        return mode.equals(FileMode.REGULAR_FILE)
                || mode.equals(FileMode.EXECUTABLE_FILE)
                || mode.equals(FileMode.SYMLINK);
    }

    private <T> T reading(String what, HubObjects.Reading<T> reading) {
        return HubObjects.reading(
                "reading %s of %s".formatted(what, commit.abbreviated()), reading);
    }
}
