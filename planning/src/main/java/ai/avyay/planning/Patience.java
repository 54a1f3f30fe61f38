package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/// Decides how long a task rests after an attempt that failed.
record Patience(Timing timing, Instant now) {
    private static final int MAX_DOUBLINGS = 10;

    Parking parking(Task task, Attempts.End end) {
        var outcome = end.outcome();
        var text = end.reason().text();
        var uncounted = inARow(task, ending -> !ending.outcome().countsAgainstLimit());
        if (outcome.triedAgain() && uncounted + 1 >= Timing.MAX_UNCOUNTED) {
            return new Parking.ForPerson(
                    "%d attempts in a row ended without counting, the last one: %s; `avyay retry %s` tries again"
                            .formatted(uncounted + 1, text, task.id()));
        }
        return switch (outcome) {
            case DENIED, OVER_BUDGET ->
                    new Parking.ForPerson(text + "; `avyay retry " + task.id() + "` tries again");
            case RATE_LIMITED -> new Parking.Until(reset(end, uncounted), text);
            case PROVIDER_ERROR, LOGIN_EXPIRED -> new Parking.Until(afterBackoff(uncounted), text);
            case FAILED ->
                    new Parking.Until(
                            afterBackoff(
                                    inARow(task, ending -> ending.outcome().countsAgainstLimit())),
                            text);
            case LOST ->
                    uncounted == 0 || end.byEngine()
                            ? Parking.NONE
                            : new Parking.Until(afterBackoff(uncounted - 1), text);
            case CANCELLED, SUPERSEDED, RETRY, REJECTED, CONFLICT, TIMED_OUT, DONE -> Parking.NONE;
        };
    }

    /// When the other side said, if that can be believed.
    private Instant reset(Attempts.End end, int uncounted) {
        return end.resetAt()
                .filter(at -> at.isAfter(now))
                .map(at -> earlier(at, now.plus(Timing.LONGEST_RESET)))
                .orElseGet(() -> afterBackoff(uncounted));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// How many attempts just before this one ended alike since a person last let the task go on.
    private static int inARow(Task task, Predicate<Ending> alike) {
        return (int)
                task.attempts().reversed().stream()
                        .map(Attempt::ending)
                        .flatMap(java.util.Optional::stream)
                        .takeWhile(ending -> !ending.forgiven() && alike.test(ending))
                        .count();
    }

    private Instant afterBackoff(int failuresBefore) {
        var doubled =
                timing.backoff()
                        .first()
                        .multipliedBy(1L << Math.min(failuresBefore, MAX_DOUBLINGS));
        return now.plus(shorter(doubled, timing.backoff().longest()));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
