package ai.avyay.queue;

import ai.avyay.domain.Stage;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// What `done/` holds: the names of the blobs by month and file, and the name of each month's tree.
///
/// @param files by month, then by file name
/// @param trees by month; a month without one has changed since it was last written
record DoneFiles(
        PSortedMap<String, PSortedMap<String, ObjectId>> files,
        PSortedMap<String, ObjectId> trees) {
    static final String FOLDER = "done";
    static final DoneFiles NONE = new DoneFiles(TreePMap.empty(), TreePMap.empty());

    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu-MM").withZone(ZoneOffset.UTC);
    static final String SUFFIX = ".json";

    /// Where the file of a task that ended at `stage` lies, relative to the queue's folder.
    static String path(TaskId id, Stage.Ended stage) {
        return FOLDER + "/" + month(stage.at()) + "/" + fileName(id);
    }

    static String month(Instant end) {
        return MONTH.format(end);
    }

    static String fileName(TaskId id) {
        return id.value() + SUFFIX;
    }

    static TaskId id(String fileName) {
        return new TaskId(fileName.substring(0, fileName.length() - SUFFIX.length()));
    }

    DoneFiles with(String month, TaskId task, ObjectId blob) {
        var changed = files.getOrDefault(month, TreePMap.empty()).plus(fileName(task), blob);
        return new DoneFiles(files.plus(month, changed), trees.minus(month));
    }

    DoneFiles without(String month, TaskId task) {
        var changed = files.getOrDefault(month, TreePMap.empty()).minus(fileName(task));
        return new DoneFiles(
                changed.isEmpty() ? files.minus(month) : files.plus(month, changed),
                trees.minus(month));
    }

    /// The blob of the file at `path`, if it was written by the engine.
    Optional<ObjectId> blob(String path) {
        var parts = path.split("/", -1);
        return parts.length == 3 && parts[0].equals(FOLDER)
                ? Optional.ofNullable(files.get(parts[1]))
                        .flatMap(month -> Optional.ofNullable(month.get(parts[2])))
                : Optional.empty();
    }

    boolean isEmpty() {
        return files.isEmpty();
    }

    /// The same with a tree for every month, added to `pack` where it was missing.
    DoneFiles written(Pack pack) {
        var written = trees;
        for (var month : files.entrySet()) {
            if (!written.containsKey(month.getKey())) {
                var tree = GitObjects.treeOfFiles(month.getValue());
                written = written.plus(month.getKey(), pack.add(Constants.OBJ_TREE, tree));
            }
        }
        return new DoneFiles(files, written);
    }

    /// The tree of `done/` itself; every month must have been written.
    ObjectId tree(Pack pack) {
        return pack.add(Constants.OBJ_TREE, GitObjects.treeOfFolders(new LinkedHashMap<>(trees)));
    }
}
