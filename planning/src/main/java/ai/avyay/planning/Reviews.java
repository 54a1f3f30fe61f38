package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.Optional;
import java.util.function.Function;

/// Carries out what people decide about work that waits for them.
final class Reviews {
    private final Deliberation deliberation;

    Reviews(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    Optional<String> open(Request.OpenReview open) {
        return inReview(
                open.task(),
                task -> {
                    if (!wasShown(task)) {
                        deliberation.record(new Event.ReviewOpened(deliberation.now(), task.id()));
                    }
                    return Optional.empty();
                });
    }

    private static boolean wasShown(Task task) {
        return task.lastAttempt()
                .flatMap(attempt -> attempt.results().review())
                .flatMap(ReviewRecord::openedAt)
                .isPresent();
    }

    /// Nobody says yes to what nobody has seen: the commit is named, or was shown.
    Optional<String> approve(Request.Approve approve) {
        return inReview(
                approve.task(),
                task -> {
                    var shown = task.lastAttempt().flatMap(Attempt::delivery).map(Delivery::commit);
                    if (approve.commit().isPresent() && !approve.commit().equals(shown)) {
                        return Optional.of(
                                "%1$s now stands at %2$s, not at %3$s; look again with `avyay show %1$s`"
                                        .formatted(
                                                task.id(),
                                                shown.map(Object::toString).orElse("nothing"),
                                                approve.commit().get()));
                    }
                    if (approve.commit().isEmpty() && !wasShown(task)) {
                        return Optional.of(
                                "the work of %1$s was not shown yet; look at it with `avyay show %1$s`, or name its commit with `--commit`"
                                        .formatted(task.id()));
                    }
                    var decision =
                            new ReviewRecord.Decision(deliberation.now(), true, approve.by(), "");
                    deliberation.record(
                            new Event.ReviewDecided(deliberation.now(), task.id(), decision),
                            new Event.IntegrationStarted(deliberation.now(), task.id()));
                    return Optional.empty();
                });
    }

    Optional<String> reject(Request.Reject reject) {
        return inReview(
                reject.task(),
                task -> {
                    if (reject.feedback().isBlank()) {
                        return Optional.of(
                                "say what should be different: `avyay reject %s --feedback TEXT`"
                                        .formatted(task.id()));
                    }
                    var decision =
                            new ReviewRecord.Decision(
                                    deliberation.now(), false, reject.by(), reject.feedback());
                    new Attempts(deliberation)
                            .end(
                                    task,
                                    Attempts.End.of(Outcome.REJECTED, reject.feedback()),
                                    new Event.ReviewDecided(
                                            deliberation.now(), task.id(), decision));
                    return Optional.empty();
                });
    }

    private Optional<String> inReview(TaskId id, Function<Task, Optional<String>> action) {
        var task = deliberation.task(id);
        if (task.isEmpty()) {
            return Optional.of(Requests.unknown(deliberation.board(), id));
        }
        return task.get().stage() instanceof Stage.InReview
                ? action.apply(task.get())
                : Optional.of(
                        "%1$s is not in review but %2$s; `avyay why %1$s` says more"
                                .formatted(id, task.get().status().word()));
    }
}
