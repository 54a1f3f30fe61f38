package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.engine.QueueException;
import ai.avyay.engine.TaskQueue;
import ai.avyay.planning.Change;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The queue on a disk that may be full, and in front of which the engine may be killed: what was
/// written stays, change by change; what was not is gone.
final class Disk implements TaskQueue {
    private static final int REVISION = 16;

    private final CrashPoints crashPoints;
    private final Map<TaskId, Task> ended = new HashMap<>();
    private List<Event> unseen = new ArrayList<>();
    private List<State> before = new ArrayList<>();
    private State state = State.EMPTY;
    private long recorded;
    private final List<State> revisions = new ArrayList<>();
    private List<HandEdit> edits = new ArrayList<>();
    private boolean full;

    Disk(CrashPoints crashPoints) {
        this.crashPoints = crashPoints;
    }

    void becomeFull(boolean now) {
        full = now;
    }

    /// The fold of everything that is durable.
    State state() {
        return state;
    }

    /// Somebody saves this in the queue's file; it stays there until it was taken in or refused.
    void edit(HandEdit edit) {
        edits.add(edit);
    }

    /// Earlier states, now and then one.
    List<State> revisions() {
        return Collections.unmodifiableList(revisions);
    }

    /// How many facts are durable.
    long recorded() {
        return recorded;
    }

    /// The facts that became durable since this was last asked.
    List<Event> news() {
        var news = unseen;
        unseen = new ArrayList<>();
        return news;
    }

    /// The state before each of those facts, to be asked for together with them.
    List<State> before() {
        var states = before;
        before = new ArrayList<>();
        return states;
    }

    @Override
    public Opened open(Runnable onEdit) {
        return new Opened(state, List.of());
    }

    @Override
    public List<HandEdit> edits() {
        return List.copyOf(edits);
    }

    @Override
    public void append(List<Change> changes) {
        if (full) {
            throw new QueueException("the disk is full");
        }
        for (var change : changes) {
            crashPoints.pass("before a write");
            change.events().forEach(this::write);
            if (recorded % REVISION < change.events().size()) {
                revisions.add(state);
            }
        }
        crashPoints.pass("after the last write");
    }

    private void write(Event event) {
        if (event instanceof Event.TaskEnded end) {
            state.task(end.task()).ifPresent(task -> ended.put(task.id(), State.end(task, end)));
        }
        before.add(state);
        state = state.apply(event);
        unseen.add(event);
        recorded++;
    }

    @Override
    public void publish() {
        edits = new ArrayList<>();
    }

    @Override
    public Optional<Task> ended(TaskId id) {
        return Optional.ofNullable(ended.get(id));
    }

    @Override
    public void close() {}
}
