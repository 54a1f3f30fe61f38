package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/// The versions of the files that a person may still have open in an editor: those of this run, and
/// a part of the history before it, read when first needed.
final class Recent {
    private static final int VERSIONS = 500;
    private static final int COMMITS = 1000;
    private static final long BYTES = 16L << 20;

    private final QueueRepository repository;
    private final ObjectId start;
    private final Deque<Map<TaskId, Task>> live = new ArrayDeque<>();
    private final Deque<ObjectId> blobs = new ArrayDeque<>();
    private Optional<Older> older = Optional.empty();

    /// What the history before this run says.
    private record Older(List<Map<TaskId, Task>> live, Set<ObjectId> blobs) {}

    /// @param start the commit that this run goes on from
    Recent(QueueRepository repository, ObjectId start) {
        this.repository = repository;
        this.start = start;
    }

    void add(Contents contents) {
        live.addFirst(contents.state().live());
        blobs.addFirst(contents.queue().blob());
        blobs.addFirst(contents.engine().blob());
        if (live.size() > VERSIONS) {
            live.removeLast();
            blobs.removeLast();
            blobs.removeLast();
        }
    }

    /// Whether the file was written here once.
    boolean holds(ObjectId blob) throws IOException {
        return blobs.contains(blob) || older().blobs.contains(blob);
    }

    /// The newest version that `fits`.
    Optional<Map<TaskId, Task>> newest(Predicate<Map<TaskId, Task>> fits) throws IOException {
        var here = live.stream().filter(fits).findFirst();
        return here.isPresent() ? here : older().live.stream().filter(fits).findFirst();
    }

    /// The first value that `look` finds in the versions of a task, newest first.
    <T> Optional<T> find(TaskId id, Function<Task, Optional<T>> look) throws IOException {
        var here = find(live, id, look);
        return here.isPresent() ? here : find(older().live, id, look);
    }

    private static <T> Optional<T> find(
            Iterable<Map<TaskId, Task>> versions, TaskId id, Function<Task, Optional<T>> look) {
        Optional<Task> seen = Optional.empty();
        for (var version : versions) {
            var task = Optional.ofNullable(version.get(id));
            if (task.isPresent() && !task.equals(seen)) {
                var found = look.apply(task.get());
                if (found.isPresent()) {
                    return found;
                }
            }
            seen = task;
        }
        return Optional.empty();
    }

    private Older older() throws IOException {
        if (older.isEmpty()) {
            older = Optional.of(read());
        }
        return older.get();
    }

    private Older read() throws IOException {
        var states = new ArrayList<Map<TaskId, Task>>();
        var files = new HashSet<ObjectId>();
        var bytes = 0L;
        try (var fresh = QueueRepository.jgit(repository.folder());
                var reader = fresh.newObjectReader();
                var walk = new RevWalk(reader)) {
            walk.markStart(walk.parseCommit(start));
            for (var count = 0; count < COMMITS; count++) {
                var commit = walk.next();
                if (commit == null) {
                    break;
                }
                var revision = Revision.read(reader, commit);
                files.add(revision.engine());
                if (files.add(revision.queue()) && bytes < BYTES) {
                    var content = Revision.blob(reader, revision.queue());
                    bytes += content.length;
                    states.add(tasks(content));
                }
            }
        }
        return new Older(states, files);
    }

    private static Map<TaskId, Task> tasks(byte[] content) {
        try {
            return QueueText.read(Contents.QUEUE, Documents.decoded(Contents.QUEUE, content));
        } catch (DocumentException _) {
            return Map.of();
        }
    }
}
