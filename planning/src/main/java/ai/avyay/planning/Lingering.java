package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
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
/// @param prospect whether its work is still waited for
public record Lingering(
        TaskId task,
        int generation,
        Attempt.Run run,
        List<String> resources,
        Instant until,
        Prospect prospect) {
    /// What may still come of it.
    public sealed interface Prospect {
        Prospect NONE = new None();

        Prospect AWAITED = new Awaited();

        /// Nothing: it is to die.
        record None() implements Prospect {}

        /// Its work, if its node comes back in time.
        record Awaited() implements Prospect {}

        /// Its work is there, and is judged.
        record Judging(Delivery delivery) implements Prospect {}
    }

    public Lingering {
        resources = List.copyOf(resources);
    }

    static Lingering of(Task task, Instant until) {
        return new Lingering(
                task.id(),
                task.generation(),
                task.attempts().getLast().run(),
                task.definition().needs().resources(),
                until,
                Prospect.NONE);
    }

    Lingering shifted(Duration by) {
        return until(until.plus(by));
    }

    Lingering until(Instant changed) {
        return new Lingering(task, generation, run, resources, changed, prospect);
    }

    Lingering with(Prospect changed) {
        return new Lingering(task, generation, run, resources, until, changed);
    }

    boolean is(TaskId other, int ofGeneration) {
        return task.equals(other) && generation == ofGeneration;
    }
}
