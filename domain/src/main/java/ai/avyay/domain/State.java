package ai.avyay.domain;

import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// Everything that is recorded: the live tasks by id, a summary of the ended ones, and the engine's
/// own facts.
public record State(
        PSortedMap<TaskId, Task> live, PMap<TaskId, EndedTask> ended, EngineState engine) {
    public static final State EMPTY =
            new State(TreePMap.empty(), HashTreePMap.empty(), EngineState.NEW);

    /// The live task of that name, if there is one.
    public Optional<Task> task(TaskId id) {
        return Optional.ofNullable(live.get(id));
    }

    /// Whether a task of that name lives or has ended.
    public boolean knows(TaskId id) {
        return live.containsKey(id) || ended.containsKey(id);
    }

    /// The state after `event`.
    ///
    /// @throws IllegalStateException if the event cannot have happened in this state, which is a
    ///   bug
    public State apply(Event event) {
        return switch (event) {
            case Event.TaskAdded added -> added(added);
            case Event.TaskReopened reopened -> reopened(reopened);
            case Event.TaskEnded end -> ended(end);
            case Event.SignalIgnored _ -> this;
            case Event.OfTask ofTask -> changed(needed(ofTask), ofTask);
            case Event.Rewound rewound -> rewound(rewound);
            case Event.Paused _,
                    Event.Resumed _,
                    Event.BreakerOpened _,
                    Event.BreakerClosed _,
                    Event.OfNode _ ->
                    new State(live, ended, EngineFold.apply(engine, event));
        };
    }

    private State changed(Task task, Event.OfTask event) {
        return new State(
                live.plus(task.id(), TaskFold.apply(task, event)),
                ended,
                EngineFold.apply(engine, task, event));
    }

    private Task needed(Event.OfTask event) {
        return task(event.task())
                .orElseThrow(() -> new IllegalStateException("no live task for " + event));
    }

    private State added(Event.TaskAdded event) {
        if (knows(event.task())) {
            throw new IllegalStateException("added twice: " + event.task());
        }
        var task = Task.added(event.task(), event.definition(), event.origin());
        return new State(live.plus(event.task(), task), ended, engine);
    }

    private State reopened(Event.TaskReopened event) {
        if (live.containsKey(event.task())) {
            throw new IllegalStateException("not ended: " + event.task());
        }
        return new State(
                live.plus(event.task(), event.restored().forgiven()),
                ended.minus(event.task()),
                engine);
    }

    private State ended(Event.TaskEnded event) {
        var task = end(needed(event), event);
        return new State(
                live.minus(event.task()), ended.plus(event.task(), EndedTask.of(task)), engine);
    }

    /// `task` as it stands after `event`, closing its open attempt as done if the task is done.
    ///
    /// @throws IllegalStateException if the task cannot end so from where it stands
    public static Task end(Task task, Event.TaskEnded event) {
        return TaskFold.end(task, event);
    }

    private State rewound(Event.Rewound event) {
        var tasks = live;
        var remembered = ended;
        for (var task : event.restored()) {
            tasks = tasks.plus(task.id(), task);
            remembered = remembered.minus(task.id());
        }
        return new State(tasks, remembered, engine);
    }
}
