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
import ai.avyay.domain.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what follows when an attempt ends without having been accepted.
final class Attempts {
    private final Deliberation deliberation;

    Attempts(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    /// How an attempt ended.
    ///
    /// @param resetAt when the other side lets it be tried again, if it said so
    /// @param byEngine whether it ended because the engine itself did, so that neither node nor
    ///   agent program is to blame
    record End(
            Signal.Reason reason,
            Optional<Delivery> leftover,
            Optional<Instant> resetAt,
            boolean byEngine) {
        static End of(Signal.AttemptStopped stopped) {
            return new End(stopped.reason(), stopped.leftover(), stopped.resetAt(), false);
        }

        static End of(Outcome outcome, String text) {
            var reason = new Signal.Reason(outcome, text, Usage.NONE);
            return new End(reason, Optional.empty(), Optional.empty(), false);
        }

        static End ofEngine(Outcome outcome, String text) {
            var reason = new Signal.Reason(outcome, text, Usage.NONE);
            return new End(reason, Optional.empty(), Optional.empty(), true);
        }

        Outcome outcome() {
            return reason.outcome();
        }
    }

    /// Has whatever works on `task` killed. Until it is known to be dead it goes on holding what it
    /// holds.
    void halt(Task task) {
        deliberation.command(new Command.StopAttempt(task.id(), task.generation()));
        var sightings = deliberation.board().sightings().withoutLane(task.id());
        if (task.lease().isPresent()) {
            var until = Leases.dead(task, deliberation.board(), deliberation.now());
            sightings = sightings.plus(Lingering.of(task, until));
        }
        deliberation.sight(sightings);
    }

    /// Ends the open attempt of `task`; the task waits, fails, or goes to a person.
    void end(Task task, End end, Event... before) {
        var engine = deliberation.board().state().engine();
        var events = new ArrayList<>(List.of(before));
        var parking = new Patience(policy().timing(), deliberation.now()).parking(task, end);
        events.add(ended(task, end, parking));
        if (exhausted(task, end.outcome())) {
            fail(task, end, events);
        } else if (parking instanceof Parking.ForPerson(var why)) {
            deliberation.command(
                    new Command.Tell("%s waits for you: %s".formatted(task.id(), why), true));
        }
        deliberation.record(events);
        if (!end.byEngine()) {
            var run = task.attempts().getLast().run();
            if (end.outcome() == Outcome.LOST) {
                deliberation.follow(
                        List.of(new Event.NodeLostWork(deliberation.now(), run.node())));
            }
            var breakers = new Breakers(deliberation);
            breakers.openIfFailed(BreakerKey.agent(run.agent()), engine);
            breakers.openIfFailed(BreakerKey.node(run.node()), engine);
        }
    }

    /// The fact that the open attempt of `task` has ended.
    Event ended(Task task, End end, Parking parking) {
        var delivered =
                end.leftover()
                        .or(() -> task.openAttempt().flatMap(Attempt::delivery))
                        .map(Delivery::usage);
        var said = end.reason().usage();
        var usage = said.equals(Usage.NONE) ? delivered.orElse(said) : said;
        var ending = new Ending(deliberation.now(), end.outcome(), end.reason().text(), usage);
        return new Event.AttemptEnded(
                deliberation.now(), task.id(), ending, end.leftover(), parking);
    }

    private void fail(Task task, End end, List<Event> events) {
        var text =
                "%s, and that was attempt %d of %d"
                        .formatted(
                                end.reason().text(),
                                counted(task) + 1,
                                limit(task, policy().timing()));
        events.add(
                new Event.TaskEnded(
                        deliberation.now(), task.id(), Status.FAILED, text, Optional.empty()));
        deliberation.command(
                new Command.Tell(
                        "%1$s failed: %2$s. `avyay show %1$s` has the reports; `avyay retry %1$s` tries again"
                                .formatted(task.id(), text),
                        true));
    }

    private boolean exhausted(Task task, Outcome outcome) {
        return outcome.countsAgainstLimit() && counted(task) + 1 >= limit(task, policy().timing());
    }

    /// How many attempts may fail before the task does.
    static int limit(Task task, Timing timing) {
        return task.definition().limits().maxAttempts().orElse(timing.maxAttempts());
    }

    /// How many attempts count against the limit since a person last let the task go on.
    static int counted(Task task) {
        return (int)
                task.attempts().stream()
                        .flatMap(attempt -> attempt.ending().stream())
                        .filter(Ending::counts)
                        .count();
    }

    private Policy policy() {
        return deliberation.board().policy();
    }
}
