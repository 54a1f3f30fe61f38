package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Ending;
import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what follows when an attempt ends without having been accepted.
final class Attempts {
    private static final int MAX_DOUBLINGS = 10;
    private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

    private final Deliberation deliberation;

    Attempts(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    /// How an attempt ended.
    ///
    /// @param resetAt when the other side lets it be tried again, if it said so
    record End(Signal.Reason reason, Optional<Delivery> leftover, Optional<Instant> resetAt) {
        static End of(Outcome outcome, String text) {
            return new End(
                    new Signal.Reason(outcome, text, ai.avyay.domain.Usage.NONE),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /// Ends the open attempt of `task`; the task waits, fails, or goes to a person.
    void end(Task task, End end, Event... before) {
        var reason = end.reason();
        var events = new ArrayList<Event>(List.of(before));
        var parking = parking(task, end);
        var usage =
                reason.usage().equals(ai.avyay.domain.Usage.NONE)
                        ? task.openAttempt()
                                .flatMap(Attempt::delivery)
                                .map(Delivery::usage)
                                .orElse(reason.usage())
                        : reason.usage();
        var ending = new Ending(now(), reason.outcome(), reason.text(), usage);
        events.add(new Event.AttemptEnded(now(), task.id(), ending, end.leftover(), parking));
        if (exhausted(task, reason.outcome())) {
            var text =
                    "%s, and that was attempt %d of %d"
                            .formatted(reason.text(), counted(task) + 1, limit(task));
            events.add(
                    new Event.TaskEnded(now(), task.id(), Status.FAILED, text, Optional.empty()));
            deliberation.command(
                    new Command.Tell(
                            "%s failed: %s. `avyay show %s` has the reports; `avyay retry %s` tries again"
                                    .formatted(task.id(), text, task.id(), task.id()),
                            true));
        } else if (parking instanceof Parking.ForPerson(var why)) {
            deliberation.command(
                    new Command.Tell("%s waits for you: %s".formatted(task.id(), why), true));
        }
        deliberation.record(events);
        task.openAttempt().ifPresent(this::openBreakers);
    }

    private boolean exhausted(Task task, Outcome outcome) {
        return outcome.countsAgainstLimit() && counted(task) + 1 >= limit(task);
    }

    private int limit(Task task) {
        return task.definition().limits().maxAttempts().orElse(policy().timing().maxAttempts());
    }

    /// How many attempts count against the limit since a person last let the task be tried again.
    static int counted(Task task) {
        return (int)
                task.attempts().stream()
                        .flatMap(attempt -> attempt.ending().stream())
                        .filter(ending -> ending.outcome().countsAgainstLimit())
                        .count();
    }

    private Parking parking(Task task, End end) {
        var outcome = end.reason().outcome();
        var text = end.reason().text();
        var inARow = inARow(task, outcome.countsAgainstLimit());
        if (outcome.triedAgain() && inARow + 1 >= Timing.MAX_UNCOUNTED) {
            return new Parking.ForPerson(
                    "%d attempts in a row ended without counting, the last one: %s"
                            .formatted(inARow + 1, text));
        }
        return switch (outcome) {
            case DENIED, OVER_BUDGET ->
                    new Parking.ForPerson(text + "; `avyay retry " + task.id() + "` tries again");
            case RATE_LIMITED ->
                    new Parking.Until(end.resetAt().orElseGet(() -> afterBackoff(inARow)), text);
            case PROVIDER_ERROR, LOGIN_EXPIRED, FAILED ->
                    new Parking.Until(afterBackoff(inARow), text);
            case LOST ->
                    inARow == 0 ? Parking.NONE : new Parking.Until(afterBackoff(inARow - 1), text);
            case CANCELLED, SUPERSEDED, RETRY, REJECTED, CONFLICT, TIMED_OUT, DONE -> Parking.NONE;
        };
    }

    /// How many attempts just before this one ended alike, counting or not.
    private static int inARow(Task task, boolean counting) {
        return (int)
                task.attempts().reversed().stream()
                        .filter(attempt -> attempt.ending().isPresent())
                        .takeWhile(attempt ->
                                attempt.ending()
                                        .filter(ending ->
                                                ending.outcome().countsAgainstLimit() == counting)
                                        .isPresent())
                        .count();
    }

    private Instant afterBackoff(int failuresBefore) {
        var timing = policy().timing();
        var doubled = timing.backoff().multipliedBy(1L << Math.min(failuresBefore, MAX_DOUBLINGS));
        return now().plus(
                        doubled.compareTo(timing.backoffLimit()) < 0
                                ? doubled
                                : timing.backoffLimit());
    }

    private void openBreakers(Attempt attempt) {
        openBreaker(BreakerKey.agent(attempt.run().agent()));
        openBreaker(BreakerKey.node(attempt.run().node()));
    }

    private void openBreaker(BreakerKey key) {
        var breaker = deliberation.board().state().engine().breaker(key);
        var breaking = policy().timing().breaking();
        var open = breaker.openUntil().filter(until -> until.isAfter(now())).isPresent();
        if (open || breaker.failures() < breaking.failures()) {
            return;
        }
        var doublings = Math.min(breaker.failures() - breaking.failures(), MAX_DOUBLINGS);
        var pause = breaking.pause().multipliedBy(1L << doublings);
        var until = now().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
        var reason = breaker.failures() + " failures in a row";
        deliberation.follow(List.of(new Event.BreakerOpened(now(), key, until, reason)));
        deliberation.command(
                new Command.Tell(
                        "nothing more goes to %s until %s: %s; `avyay show` of its tasks says why"
                                .formatted(key, until, reason),
                        true));
    }

    private Policy policy() {
        return deliberation.board().policy();
    }

    private Instant now() {
        return deliberation.now();
    }
}
