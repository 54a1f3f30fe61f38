package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.util.Optional;

/// Starts attempts: the fact first, then the command.
final class Dispatching {
    private Dispatching() {}

    /// Whether a task may start now that could not before; most signals are signs of life and
    /// change nothing of that.
    static boolean mayStartMore(Board before, Deliberation deliberation) {
        var after = deliberation.board();
        var vitals = after.sightings().contacts().vitals();
        return !isSame(before.state(), after.state())
                || !isSame(before.readiness().ready(), after.readiness().ready())
                || !isSame(before.policy(), after.policy())
                || mayStart(before) != mayStart(after)
                || !before.sightings().lingering().equals(after.sightings().lingering())
                || !before.sightings().contacts().vitals().equals(vitals)
                || isSettled(before) != isSettled(after)
                || Breakers.anyHalfOpenSince(before, deliberation.now());
    }

    /// Values that are equal though not the same are looked through once more, which does no harm.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    private static boolean isSettled(Board board) {
        return new Whereabouts(board).unsettledUntil().isEmpty();
    }

    static boolean mayStart(Board board) {
        return board.sightings().dispatching()
                && board.sightings().branch().isPresent()
                && board.state().engine().pause().isEmpty();
    }

    /// Starts all that may start now, and leaves nothing that could be placed.
    static void carryOut(Deliberation deliberation) {
        if (!mayStart(deliberation.board())) {
            return;
        }
        var plan = Placement.plan(deliberation.board(), deliberation.now());
        while (!plan.isEmpty()) {
            for (var placed : plan) {
                start(deliberation, deliberation.task(placed.task()).orElseThrow(), placed);
            }
            plan = Placement.plan(deliberation.board(), deliberation.now());
        }
    }

    private static void start(Deliberation deliberation, Task task, Placement.Placed placed) {
        var now = deliberation.now();
        var policy = deliberation.board().policy();
        var end = now.plus(policy.timing().lease());
        var lease = new Lease(placed.node(), task.generation() + 1, now, end);
        var model = task.definition().assignment().model();
        var run = new Attempt.Run(placed.node(), placed.agent(), model, policy.hash(), now);
        deliberation.record(new Event.Dispatched(now, task.id(), task.nextAttempt(), lease, run));
        deliberation
                .task(task.id())
                .ifPresent(running -> deliberation.command(run(running, deliberation.board())));
    }

    /// The command for the running attempt of `task`, the same each time.
    static Command run(Task task, Board board) {
        var state = board.state();
        var timing = board.policy().timing();
        var timeout = Estimates.timeout(task, state, timing);
        var bounds = new Command.Bounds(timeout, timing.silence(), fence(task, board));
        return new Command.RunAttempt(task, bounds, Briefing.of(task, state));
    }

    /// What holds a resource must not work on where nobody hears of it: the resource is given on.
    private static Optional<Duration> fence(Task task, Board board) {
        var elsewhere = board.policy().isRemote(task.attempts().getLast().run().node());
        return elsewhere && !task.definition().needs().resources().isEmpty()
                ? Optional.of(board.policy().timing().lease())
                : Optional.empty();
    }
}
