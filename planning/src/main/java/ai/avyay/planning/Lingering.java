package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// An attempt that has ended by decision while something may still work on it. It goes on holding
/// its slot and resources until it is known to be dead.
///
/// @param resources what it holds, as it was named when it was started
/// @param until when it is taken for dead though nothing was heard: its lease and a grace are over
public record Lingering(
        TaskId task, int generation, Attempt.Run run, List<String> resources, Instant until) {
    public Lingering {
        resources = List.copyOf(resources);
    }

    static Lingering of(Task task, Instant until) {
        return new Lingering(
                task.id(),
                task.generation(),
                task.attempts().getLast().run(),
                task.definition().needs().resources(),
                until);
    }

    Lingering shifted(Duration by) {
        return new Lingering(task, generation, run, resources, until.plus(by));
    }

    boolean is(TaskId other, int ofGeneration) {
        return task.equals(other) && generation == ofGeneration;
    }
}
