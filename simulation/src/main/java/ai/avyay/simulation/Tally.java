package ai.avyay.simulation;

import ai.avyay.domain.Lease;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.planning.Backlog;
import ai.avyay.planning.Board;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Counts what happens in one trial.
final class Tally {
    private final Map<String, Duration> busy = new HashMap<>();
    private final Map<Bottleneck, Duration> waits = new HashMap<>();
    private Instant now;
    private Instant lastEnd;
    private int done;
    private int failed;
    private int attempts;
    private int unknown;
    private BigDecimal costUsd = BigDecimal.ZERO;

    Tally(Instant start) {
        now = start;
        lastEnd = start;
    }

    /// Until `then`, all was as on `board`.
    void pass(Board board, Instant then) {
        var time = Duration.between(now, then);
        if (time.isZero()) {
            return;
        }
        now = then;
        for (var id : board.active()) {
            board.state().task(id).ifPresent(task -> pass(board, task, time));
        }
        for (var backlog : Backlog.of(board, then)) {
            wait(Bottleneck.of(backlog), time.multipliedBy(backlog.tasks()));
        }
    }

    private void pass(Board board, Task task, Duration time) {
        switch (task.stage()) {
            case Stage.Running(var lease) -> occupy(lease, time);
            case Stage.Verifying(var lease) -> occupy(lease, time);
            case Stage.InReview _ -> wait(new Bottleneck.Review(), time);
            case Stage.Integrating _ -> {
                if (board.sightings().lane().filter(task.id()::equals).isEmpty()) {
                    wait(new Bottleneck.Lane(), time);
                }
            }
            case Stage.Waiting _, Stage.Ended _ -> {}
        }
    }

    private void occupy(Lease lease, Duration time) {
        busy.merge(lease.node(), time, Duration::plus);
    }

    private void wait(Bottleneck on, Duration time) {
        waits.merge(on, time, Duration::plus);
    }

    void ended(Status status, Instant at) {
        lastEnd = at;
        if (status == Status.DONE) {
            done++;
        } else {
            failed++;
        }
    }

    void tried(Course course) {
        attempts++;
        course.costUsd().ifPresentOrElse(cost -> costUsd = costUsd.add(cost), () -> unknown++);
    }

    /// The outcome, if nothing more happens before `horizon`.
    Trial trial(Board board, Instant horizon) {
        var underway = board.active().size();
        if (underway > 0) {
            pass(board, horizon);
        }
        return new Trial(
                underway > 0 ? horizon : lastEnd,
                new Trial.Counts(done, failed, underway, board.state().live().size() - underway),
                busy,
                waits,
                new Trial.Spending(attempts, costUsd, unknown));
    }
}
