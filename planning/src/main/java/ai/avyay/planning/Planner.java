package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The engine's mind: from the board, a signal and the time to facts and commands.
public final class Planner {
    private Planner() {}

    /// What follows from `signal` at `now`; nothing is done by deciding it.
    public static Decision decide(Board board, Signal signal, Instant now) {
        var deliberation = new Deliberation(board, now);
        var refusal = take(deliberation, signal);
        if (refusal.isPresent()) {
            return Decision.refused(board, refusal.get());
        }
        settle(deliberation);
        advanceLane(deliberation);
        dispatch(deliberation);
        return deliberation.conclude();
    }

    private static Optional<String> take(Deliberation deliberation, Signal signal) {
        return switch (signal) {
            case Request request -> new Requests(deliberation).carryOut(request);
            case Signal.OfAttempt ofAttempt -> {
                new Observations(deliberation).observe(ofAttempt);
                yield Optional.empty();
            }
            case Signal.Observation observation -> {
                new Observations(deliberation).observe(observation);
                yield Optional.empty();
            }
        };
    }

    /// Records since when tasks have been eligible, so that ageing and soft waits survive a
    /// restart.
    private static void settle(Deliberation deliberation) {
        var events = new ArrayList<Event>();
        for (var id : deliberation.board().readiness().unsettled().stream().sorted().toList()) {
            deliberation
                    .task(id)
                    .ifPresent(task -> {
                        if (task.stage() instanceof Stage.Waiting waiting) {
                            events.add(
                                    waiting.eligibleSince().isEmpty()
                                            ? new Event.BecameEligible(deliberation.now(), id)
                                            : new Event.LostEligibility(deliberation.now(), id));
                        }
                    });
        }
        if (!events.isEmpty()) {
            deliberation.follow(events);
        }
    }

    /// Gives the lane to the work that was delivered first, of that which may be integrated now.
    private static void advanceLane(Deliberation deliberation) {
        var board = deliberation.board();
        if (board.sightings().lane().isPresent() || board.sightings().branch().isEmpty()) {
            return;
        }
        integrating(board)
                .filter(task -> missingOnBranch(task, board).isEmpty())
                .min(Comparator.comparing(Planner::deliveredAt).thenComparing(Task::id))
                .ifPresent(task -> {
                    deliberation.sight(board.sightings().withLane(Optional.of(task.id())));
                    deliberation.command(new Command.Integrate(task));
                });
    }

    private static Stream<Task> integrating(Board board) {
        return board.active().stream()
                .flatMap(id -> board.state().task(id).stream())
                .filter(task -> task.stage() instanceof Stage.Integrating);
    }

    private static Instant deliveredAt(Task task) {
        return delivery(task).map(Delivery::at).orElse(Instant.MAX);
    }

    private static Optional<Delivery> delivery(Task task) {
        return task.lastAttempt().flatMap(Attempt::delivery);
    }

    /// Artifacts that the work was verified with and that are not on the shipping branch yet.
    static List<String> missingOnBranch(Task task, Board board) {
        var own = task.definition().acceptance().deliverables();
        return delivery(task).map(Delivery::borrowed).orElse(List.of()).stream()
                .filter(path -> !own.contains(path))
                .filter(path -> !board.sightings().present().contains(path))
                .toList();
    }

    private static void dispatch(Deliberation deliberation) {
        var board = deliberation.board();
        if (!board.sightings().dispatching()
                || board.sightings().branch().isEmpty()
                || board.state().engine().pause().isPresent()) {
            return;
        }
        for (var placed : Placement.plan(board, deliberation.now())) {
            dispatch(deliberation, placed);
        }
    }

    private static void dispatch(Deliberation deliberation, Placement.Placed placed) {
        var now = deliberation.now();
        var task = placed.task();
        var policy = deliberation.board().policy();
        var lease =
                new Lease(
                        placed.node(),
                        task.generation() + 1,
                        now,
                        now.plus(policy.timing().lease()));
        var model = task.definition().assignment().model();
        var run = new Attempt.Run(placed.node(), placed.agent(), model, policy.hash(), now);
        var timeout = Estimates.timeout(task, deliberation.board().state(), policy.timing());
        deliberation.record(new Event.Dispatched(now, task.id(), task.nextAttempt(), lease, run));
        var briefing = Briefing.of(task, deliberation.board().state());
        deliberation
                .task(task.id())
                .ifPresent(running ->
                        deliberation.command(new Command.RunAttempt(running, timeout, briefing)));
    }

    /// When time alone may change something next; empty if never.
    public static Optional<Instant> nextWake(Board board) {
        var leases =
                board.active().stream()
                        .flatMap(id -> board.state().task(id).stream())
                        .filter(task -> task.stage() instanceof Stage.Running)
                        .map(task -> Leases.end(task, board).plusMillis(1));
        var breakers =
                board.state().engine().breakers().values().stream()
                        .flatMap(breaker -> breaker.openUntil().stream());
        return Stream.of(leases, breakers, board.readiness().nextAlarm().stream())
                .flatMap(times -> times)
                .min(Instant::compareTo);
    }

    /// The tasks whose attempts a node works on now.
    public static List<TaskId> working(Board board) {
        return board.active().stream()
                .filter(id -> board.state().task(id).flatMap(Task::lease).isPresent())
                .sorted()
                .toList();
    }
}
