package ai.avyay.bench;

import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.engine.TaskQueue;
import ai.avyay.planning.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A queue that tells of each change once it is on disk.
record HeardQueue(TaskQueue queue, Consumer<Change> listener) implements TaskQueue {
    @Override
    public Opened open(Runnable onEdit) {
        return queue.open(onEdit);
    }

    @Override
    public List<HandEdit> edits() {
        return queue.edits();
    }

    @Override
    public void append(List<Change> changes) {
        queue.append(changes);
        changes.forEach(listener);
    }

    @Override
    public Optional<Task> ended(TaskId id) {
        return queue.ended(id);
    }

    @Override
    public void close() {
        queue.close();
    }
}
