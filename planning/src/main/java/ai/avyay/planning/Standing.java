package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.Optional;

/// Says in a phrase where a task stands, for the explanation of another.
record Standing(Board board, Instant now) {

    /// Such as `running on mbp3 for 12 min`.
    String of(TaskId id) {
        var ended = board.state().ended().get(id);
        return ended != null
                ? ended.stage().status().word()
                : board.state().task(id).map(this::of).orElse("unknown");
    }

    private String of(Task task) {
        return switch (task.stage()) {
            case Stage.Running(var lease) ->
                    "running on %s for %s".formatted(lease.node(), Span.since(started(task), now));
            case Stage.Waiting _ -> waiting(task);
            case Stage.InReview _ -> "waits for review: `avyay show " + task.id() + "`";
            case Stage.Verifying _, Stage.Integrating _, Stage.Ended _ -> task.status().word();
        };
    }

    private String waiting(Task task) {
        var conditions = board.conditions(task, now);
        if (conditions.stream().anyMatch(Condition.ArtifactImpossible.class::isInstance)) {
            return "stuck: `avyay why " + task.id() + "`";
        }
        if (conditions.stream().anyMatch(Condition.AwaitsPerson.class::isInstance)) {
            return "waits for you: `avyay why " + task.id() + "`";
        }
        return conditions.isEmpty() ? "eligible" : "waiting";
    }

    private static Instant started(Task task) {
        return task.attempts().getLast().run().startedAt();
    }

    /// Why the newest attempt of `task` was not the first, if it was not.
    static Optional<String> lastTry(Task task) {
        return task.attempts().reversed().stream()
                .filter(attempt -> attempt.ending().isPresent())
                .findFirst()
                .map(Standing::ended);
    }

    private static String ended(Attempt attempt) {
        var outcome = attempt.ending().map(Ending::outcome).map(ending -> ending.word()).orElse("");
        var reason = attempt.ending().map(Ending::reason).orElse("");
        return "attempt %d ended as %s%s"
                .formatted(attempt.number(), outcome, reason.isBlank() ? "" : ": " + reason);
    }
}
