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

    /// Starts all that may start now.
    static void carryOut(Deliberation deliberation) {
        var board = deliberation.board();
        if (!board.sightings().dispatching()
                || board.sightings().branch().isEmpty()
                || board.state().engine().pause().isPresent()) {
            return;
        }
        for (var placed : Placement.plan(board, deliberation.now())) {
            deliberation.task(placed.task()).ifPresent(task -> start(deliberation, task, placed));
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
