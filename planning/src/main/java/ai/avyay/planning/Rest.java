package ai.avyay.planning;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import java.time.Instant;

/// What a task that does not move by itself rests on.
enum Rest {
    /// On what can no longer come, or on what no node offers.
    STUCK,
    /// On a person.
    FOR_PEOPLE,
    /// On another task that does not move by itself either.
    BEHIND;

    static Rest of(Board board, Task task, Instant now) {
        return switch (task.stage()) {
            case Stage.InReview _ -> FOR_PEOPLE;
            case Stage.Integrating _ -> LaneExplained.isStuck(board, task) ? STUCK : BEHIND;
            case Stage.Waiting _ -> waiting(board, task, now);
            case Stage.Running _, Stage.Verifying _, Stage.Ended _ -> BEHIND;
        };
    }

    private static Rest waiting(Board board, Task task, Instant now) {
        var conditions = board.conditions(task, now);
        if (conditions.stream().anyMatch(Condition.ArtifactImpossible.class::isInstance)) {
            return STUCK;
        }
        if (conditions.stream().anyMatch(Rest::forPeople)) {
            return FOR_PEOPLE;
        }
        if (!conditions.isEmpty()) {
            return BEHIND;
        }
        if (board.state().engine().pause().isPresent()) {
            return FOR_PEOPLE;
        }
        var demand = Demand.of(task, board.policy());
        return board.policy().nodes().stream().anyMatch(node -> demand.missing(node).isEmpty())
                ? BEHIND
                : STUCK;
    }

    static boolean forPeople(Condition condition) {
        return condition instanceof Condition.AwaitsPerson
                || condition instanceof Condition.Incomplete
                || condition instanceof Condition.UnknownCheck
                || condition instanceof Condition.MisspeltType;
    }
}
