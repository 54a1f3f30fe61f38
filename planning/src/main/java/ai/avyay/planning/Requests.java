package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
            case Request.OpenReview open -> new Reviews(deliberation).open(open);
            case Request.Approve approve -> new Reviews(deliberation).approve(approve);
            case Request.Reject reject -> new Reviews(deliberation).reject(reject);
            case Request.Retry retry -> retry(retry);
            case Request.Abandon abandon -> abandon(abandon);
            case Request.Cancel cancel -> cancel(cancel);
            case Request.Pause pause -> new Maintenance(deliberation).pause(pause);
            case Request.Resume _ -> new Maintenance(deliberation).resume();
            case Request.Drain drain -> new Maintenance(deliberation).drain(drain);
            case Request.Undrain undrain -> new Maintenance(deliberation).undrain(undrain);
            case Request.Reload reload -> reload(reload);
            case Request.Rewind rewind -> new Rewinding(deliberation).rewind(rewind);
        };
    }

    private Optional<String> retry(Request.Retry retry) {
        var live = deliberation.task(retry.task());
        if (live.isPresent()) {
            return unpark(live.get());
        }
        if (retry.ended().isEmpty()) {
            return Optional.of(unknown(deliberation.board(), retry.task()));
        }
        var ended = retry.ended().get();
        if (ended.status() == Status.DONE) {
            return Optional.of(
                    "%s is done; add a new task for what is still to be done"
                            .formatted(ended.id()));
        }
        var circle = new Additions(deliberation).circle(ended);
        if (circle.isPresent()) {
            return circle;
        }
        deliberation.record(new Event.TaskReopened(now(), ended.withStage(Stage.NEW).forgiven()));
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
                    "%1$s is waiting already; `avyay why %1$s` says for what".formatted(task.id()));
        }
        deliberation.record(new Event.ParkingChanged(now(), task.id(), Parking.NONE));
        return Optional.empty();
    }

    private Optional<String> abandon(Request.Abandon abandon) {
        var found = deliberation.task(abandon.task());
        if (found.isEmpty()) {
            return abandonEnded(abandon);
        }
        var task = found.get();
        if (task.stage() instanceof Stage.Integrating(var intent) && intent.isPresent()) {
            return Optional.of(
                    "%s is being shipped at this moment; it will be done, or go on, shortly"
                            .formatted(task.id()));
        }
        var events = new ArrayList<Event>();
        if (task.openAttempt().isPresent()) {
            attempts.halt(task);
            var end = Attempts.End.of(Outcome.CANCELLED, "the task was abandoned");
            events.add(attempts.ended(task, end, Parking.NONE));
        }
        events.add(abandoned(abandon));
        deliberation.record(events);
        return Optional.empty();
    }

    /// A failed task waits for a person, who may well give it up.
    private Optional<String> abandonEnded(Request.Abandon abandon) {
        var failed = abandon.ended().filter(task -> task.status() == Status.FAILED);
        if (failed.isEmpty()) {
            return Optional.of(unknown(deliberation.board(), abandon.task()));
        }
        deliberation.record(
                new Event.TaskReopened(now(), failed.get().withStage(Stage.NEW)),
                abandoned(abandon));
        return Optional.empty();
    }

    private Event abandoned(Request.Abandon abandon) {
        return new Event.TaskEnded(
                now(), abandon.task(), Status.ABANDONED, abandon.reason(), Optional.empty());
    }

    private Optional<String> cancel(Request.Cancel cancel) {
        var found = deliberation.task(cancel.task());
        if (found.isEmpty()) {
            return Optional.of(unknown(deliberation.board(), cancel.task()));
        }
        var task = found.get();
        if (task.lease().isEmpty()) {
            return Optional.of(
                    "%s is %s; nothing works on it. `avyay abandon %1$s` gives it up"
                            .formatted(task.id(), task.status().word()));
        }
        attempts.halt(task);
        var end = Attempts.End.of(Outcome.CANCELLED, "cancelled by a person");
        var reason = "cancelled; `avyay retry %s` lets it go on".formatted(task.id());
        deliberation.record(List.of(attempts.ended(task, end, new Parking.ForPerson(reason))));
        return Optional.empty();
    }

    private Optional<String> reload(Request.Reload reload) {
        deliberation.become(deliberation.board().withPolicy(reload.policy(), now()));
        return Optional.empty();
    }

    /// What to say of a task that does not live.
    static String unknown(Board board, TaskId id) {
        var ended = board.state().ended().get(id);
        return ended == null
                ? Explanation.unknown(board.state(), id)
                : "%s is %s".formatted(id, ended.stage().status().word());
    }

    private Instant now() {
        return deliberation.now();
    }
}
