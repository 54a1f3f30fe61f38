package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The engine's mind: from the board, a signal and the time to facts and commands.
public final class Planner {
    private Planner() {}

    /// What follows from `signal` at `now`; nothing is done by deciding it.
    public static Decision decide(Board board, Signal signal, Instant now) {
        var deliberation = new Deliberation(inTime(board, signal), now);
        var refusal = take(deliberation, signal);
        if (refusal.isPresent()) {
            return Decision.refused(board, refusal.get());
        }
        settle(deliberation);
        Lane.advance(deliberation);
        new Survivors(deliberation).dismiss();
        if (Dispatching.mayStartMore(board, deliberation)) {
            Dispatching.carryOut(deliberation);
        }
        return deliberation.conclude();
    }

    /// `board` with every task that is eligible at `now` known to be, for those who only look.
    public static Board settled(Board board, Instant now) {
        var deliberation = new Deliberation(board, now);
        settle(deliberation);
        return deliberation.board();
    }

    /// What was seen at a time by a clock that was set since, was seen at another by the clock now.
    private static Board inTime(Board board, Signal signal) {
        return signal instanceof Signal.ClockSet(var by)
                ? board.withSightings(board.sightings().shifted(by))
                : board;
    }

    private static Optional<String> take(Deliberation deliberation, Signal signal) {
        return switch (signal) {
            case Request request -> new Requests(deliberation).carryOut(request);
            case Signal.OfAttempt ofAttempt -> {
                new Progress(deliberation).observe(ofAttempt);
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
        var unsettled = deliberation.board().readiness().unsettled();
        if (unsettled.isEmpty()) {
            return;
        }
        var now = deliberation.now();
        var events = new ArrayList<Event>();
        for (var id : unsettled.stream().sorted().toList()) {
            var waiting =
                    deliberation
                            .task(id)
                            .map(Task::stage)
                            .filter(Stage.Waiting.class::isInstance)
                            .map(Stage.Waiting.class::cast);
            if (waiting.isEmpty()) {
                continue;
            }
            if (waiting.get().eligibleSince().isEmpty()) {
                events.add(new Event.BecameEligible(now, id));
            } else if (branchKnown(deliberation.board().sightings())) {
                events.add(new Event.LostEligibility(now, id));
            }
        }
        if (!events.isEmpty()) {
            deliberation.follow(events);
        }
    }

    /// Until the branch has been looked at, an artifact that is not seen there may only not have
    /// been looked for.
    private static boolean branchKnown(Sightings sightings) {
        return sightings.branch().isPresent() && sightings.looking() == Sightings.Looking.NOT;
    }

    /// When time alone may change something next; empty if never.
    public static Optional<Instant> nextWake(Board board) {
        var times = new ArrayList<Instant>();
        board.activeTasks()
                .filter(task -> task.stage() instanceof Stage.Running)
                .map(task -> Leases.end(task, board).plusMillis(1))
                .forEach(times::add);
        board.state().engine().breakers().values().stream()
                .flatMap(breaker -> breaker.openUntil().stream())
                .filter(until -> until.isAfter(board.asOf()))
                .forEach(times::add);
        board.sightings().lingering().stream().map(Lingering::until).forEach(times::add);
        board.readiness().nextAlarm().ifPresent(times::add);
        new Whereabouts(board).unsettledUntil().ifPresent(times::add);
        return times.stream().min(Instant::compareTo);
    }

    /// The tasks whose attempts a node works on now.
    public static List<TaskId> working(Board board) {
        return board.activeTasks()
                .filter(task -> task.lease().isPresent())
                .map(Task::id)
                .sorted()
                .toList();
    }
}
