package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Review;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Decides what follows from what was observed of attempts.
final class Observations {
    private final Deliberation deliberation;
    private final Attempts attempts;

    Observations(Deliberation deliberation) {
        this.deliberation = deliberation;
        this.attempts = new Attempts(deliberation);
    }

    void observe(Signal.OfAttempt signal) {
        var task = deliberation.task(signal.task());
        if (signal instanceof Signal.Heard) {
            task.filter(known -> current(known, signal)).ifPresent(known -> heard(known));
            return;
        }
        if (task.isEmpty() || !current(task.get(), signal) || !fits(task.get().stage(), signal)) {
            deliberation.record(
                    new Event.SignalIgnored(
                            now(),
                            signal.task(),
                            signal.getClass().getSimpleName()
                                    + " of generation "
                                    + signal.generation()));
            return;
        }
        follow(task.get(), signal);
    }

    private static boolean current(Task task, Signal.OfAttempt signal) {
        return task.generation() == signal.generation() && task.openAttempt().isPresent();
    }

    /// Whether the stage that the task is in can still be waiting for this signal.
    private static boolean fits(Stage stage, Signal.OfAttempt signal) {
        return switch (signal) {
            case Signal.Heard _ -> true;
            case Signal.WorkCollected _ -> stage instanceof Stage.Running;
            case Signal.AttemptStopped _ ->
                    stage instanceof Stage.Running || stage instanceof Stage.Verifying;
            case Signal.Judged _ -> stage instanceof Stage.Verifying;
            case Signal.CandidateReady _,
                    Signal.Shipped _,
                    Signal.BranchMoved _,
                    Signal.IntegrationRefused _ ->
                    stage instanceof Stage.Integrating;
        };
    }

    private void heard(Task task) {
        deliberation.sight(deliberation.board().sightings().withHeard(task.id(), now()));
    }

    private void follow(Task task, Signal.OfAttempt signal) {
        switch (signal) {
            case Signal.Heard _ -> {}
            case Signal.WorkCollected collected -> {
                deliberation.record(
                        new Event.WorkDelivered(now(), task.id(), collected.delivery()));
                deliberation
                        .task(task.id())
                        .ifPresent(delivered -> deliberation.command(new Command.Judge(delivered)));
            }
            case Signal.AttemptStopped stopped ->
                    attempts.end(
                            task,
                            new Attempts.End(
                                    stopped.reason(), stopped.leftover(), stopped.resetAt()));
            case Signal.Judged judged -> judged(task, judged.report());
            case Signal.CandidateReady ready -> {
                deliberation.record(new Event.ShippingIntended(now(), task.id(), ready.intent()));
                deliberation.command(new Command.Ship(task, ready.intent()));
            }
            case Signal.BranchMoved _ -> deliberation.command(new Command.Integrate(task));
            case Signal.Shipped shipped -> shipped(task, shipped);
            case Signal.IntegrationRefused refused -> refused(task, refused);
        }
    }

    private void judged(Task task, QualityReport report) {
        var judged = new Event.WorkJudged(now(), task.id(), report);
        if (!report.accepted()) {
            attempts.end(task, Attempts.End.of(Outcome.RETRY, Verdicts.summary(report)), judged);
            return;
        }
        var commit = task.attempts().getLast().delivery().orElseThrow().commit();
        if (needsReview(task, report)) {
            deliberation.record(judged, new Event.ReviewRequested(now(), task.id(), commit));
            deliberation.command(
                    new Command.Tell(
                            "%s waits for your review: `avyay show %s`, then `avyay approve %s` or `avyay reject %s --feedback …`"
                                    .formatted(task.id(), task.id(), task.id(), task.id()),
                            true));
        } else {
            deliberation.record(judged, new Event.IntegrationStarted(now(), task.id()));
        }
    }

    private boolean needsReview(Task task, QualityReport report) {
        var asked =
                task.definition()
                        .acceptance()
                        .review()
                        .orElse(deliberation.board().policy().type(task).review());
        return asked == Review.REQUIRED || !report.reviewReasons().isEmpty();
    }

    private void shipped(Task task, Signal.Shipped shipped) {
        leaveLane();
        var reason = shipped.commit().isPresent() ? "" : "nothing to ship";
        deliberation.record(
                new Event.TaskEnded(now(), task.id(), Status.DONE, reason, shipped.commit()));
        deliberation.command(new Command.LookAtBranch(deliberation.board().wantedPaths()));
    }

    private void refused(Task task, Signal.IntegrationRefused refused) {
        leaveLane();
        var before = new ArrayList<Event>();
        refused.report()
                .ifPresent(report -> before.add(new Event.WorkJudged(now(), task.id(), report)));
        var outcome = refused.report().isPresent() ? Outcome.RETRY : Outcome.CONFLICT;
        attempts.end(
                task, Attempts.End.of(outcome, refused.reason()), before.toArray(Event[]::new));
    }

    private void leaveLane() {
        deliberation.sight(deliberation.board().sightings().withLane(Optional.empty()));
    }

    void observe(Signal.Observation signal) {
        switch (signal) {
            case Signal.Started started -> started(started);
            case Signal.BranchSeen seen ->
                    deliberation.look(deliberation.board().seen(seen.branch(), now()));
            case Signal.Ticked _ -> expireLeases();
            case Signal.Draining _ ->
                    deliberation.sight(deliberation.board().sightings().withDispatching(false));
        }
    }

    private void started(Signal.Started started) {
        deliberation.sight(Sightings.NONE.withDispatching(started.dispatching()));
        for (var id : List.copyOf(deliberation.board().active())) {
            deliberation.task(id).ifPresent(task -> resume(task, started));
        }
        deliberation.command(new Command.LookAtBranch(deliberation.board().wantedPaths()));
    }

    private void resume(Task task, Signal.Started started) {
        switch (task.stage()) {
            case Stage.Running(var lease) when started.surviving().contains(task.id()) ->
                    deliberation.record(new Event.LeaseRenewed(now(), task.id(), renewed(lease)));
            case Stage.Running _ ->
                    attempts.end(
                            task,
                            Attempts.End.of(
                                    Outcome.LOST, "the engine ended while the agent was working"));
            case Stage.Verifying(var lease) -> {
                deliberation.record(new Event.LeaseRenewed(now(), task.id(), renewed(lease)));
                deliberation.command(new Command.Judge(task));
            }
            case Stage.InReview _, Stage.Integrating _, Stage.Waiting _, Stage.Ended _ -> {}
        }
    }

    private ai.avyay.domain.Lease renewed(ai.avyay.domain.Lease lease) {
        return new ai.avyay.domain.Lease(
                lease.node(),
                lease.generation(),
                lease.startedAt(),
                now().plus(deliberation.board().policy().timing().lease()));
    }

    private void expireLeases() {
        for (var id : List.copyOf(deliberation.board().active())) {
            deliberation.task(id).ifPresent(this::expire);
        }
    }

    private void expire(Task task) {
        var board = deliberation.board();
        if (!(task.stage() instanceof Stage.Running) || !Leases.end(task, board).isBefore(now())) {
            return;
        }
        deliberation.command(new Command.StopAttempt(task.id(), task.generation()));
        attempts.end(
                task,
                Attempts.End.of(
                        Outcome.LOST,
                        "node "
                                + task.attempts().getLast().run().node()
                                + " was not heard of in time"));
    }

    private Instant now() {
        return deliberation.now();
    }
}
