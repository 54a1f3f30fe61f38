package ai.avyay.domain;

import java.util.Optional;
import java.util.function.UnaryOperator;

/// What a fact makes of the one live task that it is about.
///
/// Each fact names the stages in which it can happen; in any other it is a bug.
final class TaskFold {
    private TaskFold() {}

    static Task apply(Task task, Event.OfTask event) {
        return switch (event) {
            case Event.TaskEdited edited -> task.withDefinition(edited.definition());
            case Event.BecameEligible eligible ->
                    waiting(task, was -> new Stage.Waiting(Optional.of(eligible.at()), was));
            case Event.LostEligibility _ ->
                    waiting(task, was -> new Stage.Waiting(Optional.empty(), was));
            case Event.ParkingChanged parked -> parked(task, parked.parking());
            case Event.Dispatched dispatched -> dispatched(task, dispatched);
            case Event.WorkTakenOver taken -> takenOver(task, taken);
            case Event.LeaseRenewed renewed -> task.withStage(renewed(task, renewed.lease()));
            case Event.WorkDelivered delivered -> delivered(task, delivered.delivery());
            case Event.WorkJudged judged ->
                    in(task, event, Status.VERIFYING, Status.INTEGRATING)
                            .withLastAttempt(attempt -> attempt.with(judged.report()));
            case Event.ReviewRequested requested -> inReview(task, requested);
            case Event.ReviewOpened opened ->
                    review(task, event, review -> review.opened(opened.at()));
            case Event.ReviewDecided decided ->
                    review(task, event, review -> review.decided(decided.decision()));
            case Event.IntegrationStarted _ ->
                    in(task, event, Status.VERIFYING, Status.IN_REVIEW, Status.INTEGRATING)
                            .withStage(new Stage.Integrating(Optional.empty()));
            case Event.ShippingIntended intended ->
                    in(task, event, Status.INTEGRATING)
                            .withStage(new Stage.Integrating(Optional.of(intended.intent())));
            case Event.AttemptEnded end -> attemptEnded(task, end);
            case Event.TaskEnded end -> end(task, end);
            case Event.TaskAdded _, Event.TaskReopened _, Event.SignalIgnored _ -> task;
        };
    }

    private static Task in(Task task, Event event, Status... allowed) {
        for (var status : allowed) {
            if (task.status() == status) {
                return task;
            }
        }
        throw impossible(task, event);
    }

    private static IllegalStateException impossible(Task task, Event event) {
        return new IllegalStateException(
                "%s is %s, so this cannot have happened: %s"
                        .formatted(task.id(), task.status().word(), event));
    }

    private static Stage.Waiting waiting(Task task) {
        if (task.stage() instanceof Stage.Waiting waiting) {
            return waiting;
        }
        throw new IllegalStateException(task.id() + " is not waiting but " + task.status().word());
    }

    /// What becomes of a waiting stage, given what it is parked for.
    @FunctionalInterface
    private interface Rewait {
        Stage.Waiting of(Parking parking);
    }

    private static Task waiting(Task task, Rewait change) {
        return task.withStage(change.of(waiting(task).parking()));
    }

    /// Only a person lifts a parking before its time, and then the task gets all its attempts anew.
    private static Task parked(Task task, Parking parking) {
        var changed = task.withStage(new Stage.Waiting(waiting(task).eligibleSince(), parking));
        return parking instanceof Parking.None ? changed.forgiven() : changed;
    }

    private static Task dispatched(Task task, Event.Dispatched event) {
        return started(
                task,
                event.lease(),
                Attempt.started(event.number(), event.lease().generation(), event.run()));
    }

    private static Task takenOver(Task task, Event.WorkTakenOver event) {
        var attempt = Attempt.started(event.number(), event.lease().generation(), event.run());
        return delivered(started(task, event.lease(), attempt), event.delivery());
    }

    private static Task started(Task task, Lease lease, Attempt attempt) {
        waiting(task);
        if (attempt.number() < task.nextAttempt() || attempt.generation() <= task.generation()) {
            throw new IllegalStateException(
                    "%s has had attempt %d or generation %d"
                            .formatted(task.id(), attempt.number(), attempt.generation()));
        }
        return task.dispatched(lease, attempt);
    }

    private static Stage renewed(Task task, Lease lease) {
        return switch (task.stage()) {
            case Stage.Running _ -> new Stage.Running(lease);
            case Stage.Verifying _ -> new Stage.Verifying(lease);
            case Stage.Waiting _, Stage.InReview _, Stage.Integrating _, Stage.Ended _ ->
                    throw new IllegalStateException(task.id() + " holds no lease");
        };
    }

    private static Task delivered(Task task, Delivery delivery) {
        if (task.stage() instanceof Stage.Running(var lease)) {
            return task.withStage(new Stage.Verifying(lease))
                    .withLastAttempt(attempt -> attempt.with(delivery));
        }
        throw new IllegalStateException("nothing runs for " + task.id());
    }

    private static Task inReview(Task task, Event.ReviewRequested event) {
        var record =
                new ReviewRecord(event.commit(), event.at(), Optional.empty(), Optional.empty());
        return in(task, event, Status.VERIFYING)
                .withStage(new Stage.InReview())
                .withLastAttempt(attempt -> attempt.with(record));
    }

    private static Task review(Task task, Event event, UnaryOperator<ReviewRecord> change) {
        return in(task, event, Status.IN_REVIEW)
                .withLastAttempt(attempt ->
                        attempt.with(
                                change.apply(
                                        attempt.results()
                                                .review()
                                                .orElseThrow(() -> impossible(task, event)))));
    }

    private static Task attemptEnded(Task task, Event.AttemptEnded event) {
        if (task.openAttempt().isEmpty()) {
            throw new IllegalStateException("no open attempt for " + event);
        }
        return task.withStage(new Stage.Waiting(Optional.empty(), event.parking()))
                .withLastAttempt(
                        last -> event.leftover().map(last::with).orElse(last).with(event.ending()));
    }

    static Task end(Task task, Event.TaskEnded event) {
        var stage = new Stage.Ended(event.status(), event.at(), event.reason(), event.integrated());
        if (event.status() != Status.DONE || doneElsewhere(task)) {
            return in(task, event, Status.WAITING).withStage(stage);
        }
        var usage = task.lastAttempt().map(Attempt::usage).orElse(Usage.NONE);
        var ending = new Ending(event.at(), Outcome.DONE, event.reason(), usage);
        return in(task, event, Status.INTEGRATING)
                .withStage(stage)
                .withLastAttempt(last -> last.with(ending));
    }

    /// Whether whatever was done for it was done before it came here.
    private static boolean doneElsewhere(Task task) {
        return task.attempts().isEmpty();
    }
}
