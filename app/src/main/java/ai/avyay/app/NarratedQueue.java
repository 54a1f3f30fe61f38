package ai.avyay.app;

import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.engine.TaskQueue;
import ai.avyay.planning.Change;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A queue that tells of each change once it is on disk.
public final class NarratedQueue implements TaskQueue {
    private final TaskQueue queue;
    private final Consumer<Change> listener;

    public NarratedQueue(TaskQueue queue, Consumer<Change> listener) {
        this.queue = queue;
        this.listener = listener;
    }

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
    public void publish() {
        queue.publish();
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
