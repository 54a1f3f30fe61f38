package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.Optional;

/// Carries out what people ask, or says why not.
final class Requests {
    private final Deliberation deliberation;
    private final Attempts attempts;

    Requests(Deliberation deliberation) {
        this.deliberation = deliberation;
        this.attempts = new Attempts(deliberation);
    }

    /// Why the request is refused; empty if it was carried out.
    Optional<String> carryOut(Request request) {
        return switch (request) {
            case Request.Add add -> new Additions(deliberation).add(add);
            case Request.Edit edit -> new Additions(deliberation).edit(edit);
            case Request.OpenReview open -> inReview(open.task(), _ -> openReview(open.task()));
            case Request.Approve approve ->
                    inReview(approve.task(), task -> approve(task, approve));
            case Request.Reject reject -> inReview(reject.task(), task -> reject(task, reject));
            case Request.Retry retry -> retry(retry);
            case Request.Abandon abandon -> abandon(abandon);
            case Request.Cancel cancel -> cancel(cancel);
            case Request.Pause pause -> pause(pause);
            case Request.Resume _ -> resume();
            case Request.Reload reload -> reload(reload);
            case Request.Rewind rewind -> new Rewinding(deliberation).rewind(rewind);
        };
    }

    private Optional<String> inReview(
            TaskId id, java.util.function.Function<Task, Optional<String>> action) {
        var task = deliberation.task(id);
        if (task.isEmpty()) {
            return Optional.of(unknown(id));
        }
        return task.get().stage() instanceof Stage.InReview
                ? action.apply(task.get())
                : Optional.of(
                        "%s is not in review but %s".formatted(id, task.get().status().word()));
    }

    private Optional<String> openReview(TaskId id) {
        var opened =
                deliberation
                        .task(id)
                        .flatMap(Task::lastAttempt)
                        .flatMap(attempt -> attempt.results().review())
                        .flatMap(ReviewRecord::openedAt);
        if (opened.isEmpty()) {
            deliberation.record(new Event.ReviewOpened(now(), id));
        }
        return Optional.empty();
    }

    private Optional<String> approve(Task task, Request.Approve approve) {
        var shown = task.lastAttempt().flatMap(Attempt::delivery).map(Delivery::commit);
        if (approve.commit().isPresent() && !approve.commit().equals(shown)) {
            return Optional.of(
                    "%s now stands at %s, not at %s; look again with `avyay show %s`"
                            .formatted(
                                    task.id(),
                                    shown.map(Object::toString).orElse("nothing"),
                                    approve.commit().get(),
                                    task.id()));
        }
        var decision = new ReviewRecord.Decision(now(), true, approve.by(), "");
        deliberation.record(
                new Event.ReviewDecided(now(), task.id(), decision),
                new Event.IntegrationStarted(now(), task.id()));
        return Optional.empty();
    }

    private Optional<String> reject(Task task, Request.Reject reject) {
        if (reject.feedback().isBlank()) {
            return Optional.of(
                    "say what should be different: `avyay reject %s --feedback TEXT`"
                            .formatted(task.id()));
        }
        var decision = new ReviewRecord.Decision(now(), false, reject.by(), reject.feedback());
        attempts.end(
                task,
                Attempts.End.of(Outcome.REJECTED, reject.feedback()),
                new Event.ReviewDecided(now(), task.id(), decision));
        return Optional.empty();
    }

    private Optional<String> retry(Request.Retry retry) {
        var live = deliberation.task(retry.task());
        if (live.isPresent()) {
            return unpark(live.get());
        }
        if (retry.ended().isEmpty()) {
            return Optional.of(unknown(retry.task()));
        }
        var ended = retry.ended().get();
        if (ended.status() == Status.DONE) {
            return Optional.of(
                    "%s is done; add a new task for what is still to be done"
                            .formatted(ended.id()));
        }
        deliberation.record(new Event.TaskReopened(now(), Rewinding.fresh(ended)));
        return Optional.empty();
    }

    private Optional<String> unpark(Task task) {
        if (!(task.stage() instanceof Stage.Waiting(_, var parking))) {
            return Optional.of(
                    "%s is %s; there is nothing to retry"
                            .formatted(task.id(), task.status().word()));
        }
        if (parking instanceof Parking.None) {
            return Optional.of(
                    "%s is waiting already; `avyay why %s` says for what"
                            .formatted(task.id(), task.id()));
        }
        deliberation.record(new Event.ParkingChanged(now(), task.id(), Parking.NONE));
        return Optional.empty();
    }

    private Optional<String> abandon(Request.Abandon abandon) {
        var task = deliberation.task(abandon.task());
        if (task.isEmpty()) {
            return Optional.of(unknown(abandon.task()));
        }
        if (task.get().stage() instanceof Stage.Integrating(var intent) && intent.isPresent()) {
            return Optional.of(
                    "%s is being shipped at this moment; it will be done"
                            .formatted(abandon.task()));
        }
        stop(task.get());
        if (task.get().openAttempt().isPresent()) {
            attempts.end(task.get(), Attempts.End.of(Outcome.CANCELLED, "abandoned"));
        }
        deliberation.follow(
                java.util.List.of(
                        new Event.TaskEnded(
                                now(),
                                abandon.task(),
                                Status.ABANDONED,
                                abandon.reason(),
                                Optional.empty())));
        return Optional.empty();
    }

    /// Stops whatever works on `task` now.
    void stop(Task task) {
        if (task.openAttempt().isEmpty()) {
            return;
        }
        deliberation.command(new Command.StopAttempt(task.id(), task.generation()));
        var sightings = deliberation.board().sightings();
        if (sightings.lane().filter(task.id()::equals).isPresent()) {
            deliberation.sight(sightings.withLane(Optional.empty()));
        }
    }

    private Optional<String> cancel(Request.Cancel cancel) {
        var task = deliberation.task(cancel.task());
        if (task.isEmpty()) {
            return Optional.of(unknown(cancel.task()));
        }
        if (task.get().lease().isEmpty()) {
            return Optional.of(
                    "%s is %s; nothing works on it"
                            .formatted(cancel.task(), task.get().status().word()));
        }
        stop(task.get());
        attempts.end(task.get(), Attempts.End.of(Outcome.CANCELLED, "cancelled by a person"));
        var reason = "cancelled; `avyay retry %s` lets it go on".formatted(cancel.task());
        deliberation.follow(
                java.util.List.of(
                        new Event.ParkingChanged(
                                now(), cancel.task(), new Parking.ForPerson(reason))));
        return Optional.empty();
    }

    private Optional<String> pause(Request.Pause pause) {
        if (engine().pause().isPresent()) {
            return Optional.of("already paused: " + engine().pause().get().reason());
        }
        deliberation.record(new Event.Paused(now(), pause.reason()));
        return Optional.empty();
    }

    private Optional<String> resume() {
        if (engine().pause().isEmpty() && engine().breakers().isEmpty()) {
            return Optional.of("nothing is paused");
        }
        if (engine().pause().isPresent()) {
            deliberation.record(new Event.Resumed(now()));
        }
        for (var key : engine().breakers().keySet()) {
            deliberation.record(new Event.BreakerClosed(now(), key));
        }
        return Optional.empty();
    }

    private Optional<String> reload(Request.Reload reload) {
        deliberation.look(deliberation.board().withPolicy(reload.policy(), now()));
        return Optional.empty();
    }

    private String unknown(TaskId id) {
        var ended = deliberation.board().state().ended().get(id);
        return ended == null
                ? "there is no task " + id + "; `avyay list --all` shows all"
                : "%s is %s".formatted(id, ended.stage().status().word());
    }

    private ai.avyay.domain.EngineState engine() {
        return deliberation.board().state().engine();
    }

    private Instant now() {
        return deliberation.now();
    }
}
