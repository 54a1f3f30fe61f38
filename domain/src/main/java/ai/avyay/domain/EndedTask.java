package ai.avyay.domain;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/// What is remembered of a task that has ended; the whole of it is in the queue's files.
///
/// @param generation the generation of its newest lease
/// @param attempts how many attempts it took
/// @param artifacts declared deliverables that were produced
/// @param costUsd of all its attempts; empty: unknown of each
public record EndedTask(
        TaskId id,
        String title,
        Stage.Ended stage,
        int generation,
        int attempts,
        Set<String> artifacts,
        Optional<BigDecimal> costUsd) {
    public EndedTask {
        artifacts = Set.copyOf(artifacts);
    }

    /// The summary of `task`, which must have ended.
    public static EndedTask of(Task task) {
        if (!(task.stage() instanceof Stage.Ended ended)) {
            throw new IllegalArgumentException(task.id() + " has not ended");
        }
        return new EndedTask(
                task.id(),
                task.definition().heading().title(),
                ended,
                task.generation(),
                task.attempts().size(),
                task.artifacts(),
                task.costUsd());
    }
}
