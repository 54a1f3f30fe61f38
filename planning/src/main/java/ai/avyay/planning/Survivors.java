package ai.avyay.planning;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.planning.Lingering.Prospect;
import java.time.Duration;
import java.util.Optional;

/// Decides about attempts whose node was not heard of in time and that may still deliver.
///
/// A sleeper's work is judged aside while the task is worked on elsewhere. If it is accepted before
/// other work was delivered, it is taken over under a new number and generation, and the other
/// attempt is stopped; else it is ignored.
final class Survivors {
    /// How long the work of a node that vanished is waited for.
    static final Duration LONGEST_ABSENCE = Duration.ofDays(1);

    private final Deliberation deliberation;

    Survivors(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    /// Goes on waiting for the present attempt of `task`, which has lost its lease.
    void await(Task task) {
        var until = deliberation.now().plus(LONGEST_ABSENCE);
        var survivor = Lingering.of(task, until).with(Prospect.AWAITED);
        deliberation.sight(deliberation.board().sightings().plus(survivor));
    }

    /// The task with the work of a survivor taken over, if that is what was judged, and accepted.
    Optional<Task> judged(Signal.Judged signal) {
        var found =
                find(signal).filter(survivor -> survivor.prospect() instanceof Prospect.Judging);
        if (found.isEmpty() || !signal.report().accepted()) {
            return Optional.empty();
        }
        var survivor = found.get();
        forget(survivor);
        var delivery = ((Prospect.Judging) survivor.prospect()).delivery();
        return deliberation.task(signal.task()).flatMap(task -> takeOver(task, survivor, delivery));
    }

    /// Whether the work of a survivor came, and is judged now.
    boolean delivered(Signal.WorkCollected signal) {
        var found =
                find(signal).filter(survivor -> survivor.prospect() instanceof Prospect.Awaited);
        var task = deliberation.task(signal.task());
        if (found.isEmpty() || task.isEmpty()) {
            return false;
        }
        var survivor = found.get();
        forget(survivor);
        var judging = survivor.with(new Prospect.Judging(signal.delivery()));
        deliberation.sight(deliberation.board().sightings().plus(judging));
        deliberation.command(
                new Command.Judge(task.get().asDelivered(signal.generation(), signal.delivery())));
        return true;
    }

    private Optional<Lingering> find(Signal.OfAttempt signal) {
        return deliberation
                .board()
                .sightings()
                .lingering(signal.task(), signal.generation())
                .filter(this::isWelcome);
    }

    private void forget(Lingering survivor) {
        deliberation.sight(deliberation.board().sightings().withoutLingering(survivor::equals));
    }

    private Optional<Task> takeOver(Task task, Lingering survivor, Delivery delivery) {
        var now = deliberation.now();
        if (task.stage() instanceof Stage.Running) {
            var attempts = new Attempts(deliberation);
            attempts.halt(task);
            var end =
                    Attempts.End.of(
                            Outcome.SUPERSEDED,
                            "node %s delivered after all".formatted(survivor.run().node()));
            deliberation.record(attempts.ended(task, end, Parking.NONE));
        }
        var run = survivor.run();
        var end = now.plus(deliberation.board().policy().timing().lease());
        var lease = new Lease(run.node(), task.generation() + 1, now, end);
        deliberation.record(
                new Event.WorkTakenOver(now, task.id(), task.nextAttempt(), lease, run, delivery));
        return deliberation.task(task.id());
    }

    /// Stops what is not waited for any longer, because other work has come or a person decided.
    void dismiss() {
        for (var lingering : deliberation.board().sightings().lingering()) {
            if (!(lingering.prospect() instanceof Prospect.None) && !isWelcome(lingering)) {
                forget(lingering);
                var until = deliberation.now().plus(Timing.GRACE);
                deliberation.sight(
                        deliberation
                                .board()
                                .sightings()
                                .plus(lingering.with(Prospect.NONE).until(until)));
                deliberation.command(
                        new Command.StopAttempt(lingering.task(), lingering.generation()));
            }
        }
    }

    private boolean isWelcome(Lingering survivor) {
        return deliberation.task(survivor.task()).filter(Survivors::isOpen).isPresent();
    }

    private static boolean isOpen(Task task) {
        return switch (task.stage()) {
            case Stage.Running _ -> true;
            case Stage.Waiting(_, var parking) -> !(parking instanceof Parking.ForPerson);
            case Stage.Verifying _, Stage.InReview _, Stage.Integrating _, Stage.Ended _ -> false;
        };
    }
}
