package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Review;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Decides what follows from what was observed of attempts.
final class Progress {
    private final Deliberation deliberation;
    private final Attempts attempts;

    Progress(Deliberation deliberation) {
        this.deliberation = deliberation;
        this.attempts = new Attempts(deliberation);
    }

    void observe(Signal.OfAttempt signal) {
        var current = deliberation.task(signal.task()).filter(task -> current(task, signal));
        if (signal instanceof Signal.Heard) {
            current.ifPresent(this::heard);
        } else if (signal instanceof Signal.Began began) {
            current.ifPresent(task -> began(task, began));
        } else if (current.isPresent() && fits(current.get(), signal)) {
            follow(current.get(), signal);
        } else if (!late(signal)) {
            ignore(signal);
        }
    }

    /// Whether it is about an attempt that was given up for lost and may still deliver.
    private boolean late(Signal.OfAttempt signal) {
        var survivors = new Survivors(deliberation);
        return switch (signal) {
            case Signal.WorkCollected collected -> survivors.delivered(collected);
            case Signal.Judged judged -> {
                var task = survivors.judged(judged);
                task.ifPresent(taken -> judged(taken, judged.report()));
                yield task.isPresent();
            }
            case Signal.Heard _,
                    Signal.Began _,
                    Signal.AttemptStopped _,
                    Signal.CandidateReady _,
                    Signal.Shipped _,
                    Signal.BranchMoved _,
                    Signal.IntegrationRefused _ ->
                    false;
        };
    }

    private static boolean current(Task task, Signal.OfAttempt signal) {
        return task.generation() == signal.generation() && task.openAttempt().isPresent();
    }

    /// A late signal is recorded and changes nothing; but it shows that the attempt has come to its
    /// end, so that what it still held is free.
    private void ignore(Signal.OfAttempt signal) {
        var sightings = deliberation.board().sightings();
        deliberation.sight(
                sightings.withoutLingering(
                        lingering -> lingering.is(signal.task(), signal.generation())));
        deliberation.record(
                new Event.SignalIgnored(
                        deliberation.now(),
                        signal.task(),
                        signal.getClass().getSimpleName()
                                + " of generation "
                                + signal.generation()));
    }

    /// Whether the stage that the task is in can still be waiting for this signal.
    private boolean fits(Task task, Signal.OfAttempt signal) {
        var stage = task.stage();
        return switch (signal) {
            case Signal.Heard _, Signal.Began _ -> true;
            case Signal.WorkCollected _ -> stage instanceof Stage.Running;
            case Signal.AttemptStopped stopped ->
                    stage instanceof Stage.Running
                            || stage instanceof Stage.Verifying
                            || lostWork(task, stopped);
            case Signal.Judged _ -> stage instanceof Stage.Verifying;
            case Signal.BranchMoved _ ->
                    inLane(task)
                            && stage instanceof Stage.Integrating(var intent)
                            && intent.isPresent();
            case Signal.CandidateReady _, Signal.Shipped _, Signal.IntegrationRefused _ ->
                    inLane(task) && stage instanceof Stage.Integrating;
        };
    }

    /// Whether work that had been delivered is gone.
    private static boolean lostWork(Task task, Signal.AttemptStopped stopped) {
        return stopped.reason().outcome() == Outcome.LOST
                && task.openAttempt().flatMap(Attempt::delivery).isPresent();
    }

    private boolean inLane(Task task) {
        return deliberation.board().sightings().inLane(task.id());
    }

    private void heard(Task task) {
        meet(deliberation.board().sightings().contacts().withHeard(task.id(), deliberation.now()));
    }

    private void began(Task task, Signal.Began began) {
        if (task.stage() instanceof Stage.Running) {
            meet(deliberation.board().sightings().contacts().withDelay(task.id(), began.delay()));
        }
    }

    private void meet(Contacts contacts) {
        deliberation.sight(deliberation.board().sightings().with(contacts));
    }

    /// Its start becomes part of the node's past together with what came of it.
    private void follow(Optional<Duration> delay, Task task) {
        var node = task.attempts().getLast().run().node();
        delay.ifPresent(waited ->
                deliberation.follow(
                        List.of(new Event.NodeBegan(deliberation.now(), node, waited))));
    }

    private void follow(Task task, Signal.OfAttempt signal) {
        var contacts = deliberation.board().sightings().contacts();
        switch (signal) {
            case Signal.Heard _, Signal.Began _ -> {}
            case Signal.WorkCollected collected -> {
                record(
                        new Event.WorkDelivered(
                                deliberation.now(), task.id(), collected.delivery()));
                follow(contacts.delay(task.id()), task);
                meet(contacts.withoutDelay(task.id()));
                command(task, Command.Judge::new);
            }
            case Signal.AttemptStopped stopped -> {
                stopped(task, stopped);
                follow(contacts.delay(task.id()), task);
            }
            case Signal.Judged judged -> judged(task, judged.report());
            case Signal.CandidateReady ready -> candidate(task, ready.intent());
            case Signal.BranchMoved _ -> {
                record(new Event.IntegrationStarted(deliberation.now(), task.id()));
                command(task, Command.Integrate::new);
            }
            case Signal.Shipped shipped -> shipped(task, shipped);
            case Signal.IntegrationRefused refused -> refused(task, refused);
        }
    }

    private void stopped(Task task, Signal.AttemptStopped stopped) {
        leaveLane(task);
        attempts.end(task, Attempts.End.of(stopped));
        if (lostWork(task, stopped)) {
            deliberation.command(
                    new Command.Tell(
                            "%s is done again: %s".formatted(task.id(), stopped.reason().text()),
                            true));
        }
    }

    private void judged(Task task, QualityReport report) {
        var judged = new Event.WorkJudged(deliberation.now(), task.id(), report);
        if (!report.accepted()) {
            attempts.end(task, Attempts.End.of(Outcome.RETRY, Verdicts.summary(report)), judged);
            return;
        }
        if (!needsReview(task, report)) {
            record(judged, new Event.IntegrationStarted(deliberation.now(), task.id()));
            return;
        }
        var commit = task.attempts().getLast().delivery().orElseThrow().commit();
        record(judged, new Event.ReviewRequested(deliberation.now(), task.id(), commit));
        deliberation.command(
                new Command.Tell(
                        "%1$s waits for your review: `avyay show %1$s`, then `avyay approve %1$s` or `avyay reject %1$s --feedback …`"
                                .formatted(task.id()),
                        true));
    }

    private boolean needsReview(Task task, QualityReport report) {
        return reviewOf(task, deliberation.board().policy()) == Review.REQUIRED
                || !report.reviewReasons().isEmpty();
    }

    /// Whether a person must look at `task`: as it says itself, else as its type says.
    static Review reviewOf(Task task, Policy policy) {
        return task.definition().acceptance().review().orElse(policy.type(task).review());
    }

    /// A candidate that was recorded already is shipped again: the first try may have come to
    /// nothing, and shipping twice does no harm.
    private void candidate(Task task, Stage.Intent intent) {
        if (!task.stage().equals(new Stage.Integrating(Optional.of(intent)))) {
            record(new Event.ShippingIntended(deliberation.now(), task.id(), intent));
        }
        command(task, shipping -> new Command.Ship(shipping, intent));
    }

    private void shipped(Task task, Signal.Shipped shipped) {
        leaveLane(task);
        var reason = shipped.commit().isPresent() ? "" : "nothing to ship";
        record(
                new Event.TaskEnded(
                        deliberation.now(), task.id(), Status.DONE, reason, shipped.commit()));
        deliberation.lookAtBranch(deliberation.board().wantedPaths());
    }

    private void refused(Task task, Signal.IntegrationRefused refused) {
        leaveLane(task);
        var before = new ArrayList<Event>();
        refused.report()
                .map(report -> new Event.WorkJudged(deliberation.now(), task.id(), report))
                .ifPresent(before::add);
        var outcome = refused.report().isPresent() ? Outcome.RETRY : Outcome.CONFLICT;
        attempts.end(
                task, Attempts.End.of(outcome, refused.reason()), before.toArray(Event[]::new));
    }

    private void leaveLane(Task task) {
        deliberation.sight(deliberation.board().sightings().withoutLane(task.id()));
    }

    private void record(Event... events) {
        deliberation.record(events);
    }

    private void command(Task task, Function<Task, Command> command) {
        deliberation.task(task.id()).map(command).ifPresent(deliberation::command);
    }
}
