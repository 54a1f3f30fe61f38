package ai.avyay.testkit;

import ai.avyay.domain.Event;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.engine.QueueException;
import ai.avyay.engine.TaskQueue;
import ai.avyay.planning.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A queue that forgets everything with the object; it can be told to fail, as a full disk does.
public final class InMemoryQueue implements TaskQueue {
    private final List<Change> changes = new ArrayList<>();
    private final List<HandEdit> edits = new ArrayList<>();
    private final Map<TaskId, Task> ended = new HashMap<>();
    private State state = State.EMPTY;
    private int failures;

    @Override
    public synchronized Opened open(Runnable onEdit) {
        return new Opened(state, List.of());
    }

    @Override
    public synchronized List<HandEdit> edits() {
        var now = List.copyOf(edits);
        edits.clear();
        return now;
    }

    @Override
    public synchronized void append(List<Change> more) {
        if (failures > 0) {
            failures--;
            throw new QueueException("the disk is full");
        }
        for (var change : more) {
            for (var event : change.events()) {
                if (event instanceof Event.TaskEnded end) {
                    state.task(end.task())
                            .ifPresent(task -> ended.put(task.id(), State.end(task, end)));
                }
                state = state.apply(event);
            }
            changes.add(change);
        }
    }

    @Override
    public void publish() {
        // There are no files.
    }

    @Override
    public synchronized Optional<Task> ended(TaskId id) {
        return Optional.ofNullable(ended.get(id));
    }

    @Override
    public void close() {}

    /// The recorded log, oldest line first.
    public synchronized List<String> log() {
        return changes.stream().map(Change::subject).toList();
    }

    /// All recorded facts, oldest first.
    public synchronized List<Event> events() {
        return changes.stream().flatMap(change -> change.events().stream()).toList();
    }

    /// Makes the next `times` appends fail.
    public synchronized void failNext(int times) {
        failures = times;
    }

    /// Makes the queue report `edit` as done by a person.
    public synchronized void edit(HandEdit edit) {
        edits.add(edit);
    }
}
