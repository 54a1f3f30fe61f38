package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Sets the queue back to an earlier revision without losing what happened since.
///
/// Definitions and stages become those of then; attempts and generations stay those of now. What is
/// done, or about to be, stays so.
final class Rewinding {
    private final Deliberation deliberation;
    private final Attempts attempts;

    Rewinding(Deliberation deliberation) {
        this.deliberation = deliberation;
        this.attempts = new Attempts(deliberation);
    }

    Optional<String> rewind(Request.Rewind rewind) {
        Map<TaskId, Task> then = new HashMap<>();
        rewind.then().forEach(task -> then.put(task.id(), task));
        for (var task : live()) {
            if (task.openAttempt().isPresent() && !ships(task) && !staysOpen(task, then)) {
                attempts.halt(task);
                var end = Attempts.End.of(Outcome.CANCELLED, "the queue is being rewound");
                deliberation.record(List.of(attempts.ended(task, end, Parking.NONE)));
            }
        }
        var restored = restored(rewind);
        deliberation.record(new Event.Rewound(deliberation.now(), rewind.revision(), restored));
        leaveLane();
        abandonOthers(rewind, then);
        deliberation.lookAtBranch(deliberation.board().wantedPaths());
        return Optional.empty();
    }

    private List<Task> live() {
        return List.copyOf(deliberation.board().state().live().values());
    }

    /// Its commit may be on the shipping branch at this moment.
    private static boolean ships(Task task) {
        return task.stage() instanceof Stage.Integrating(var intent) && intent.isPresent();
    }

    /// Whether the open attempt was there then, accepted already, so that the task can go back to
    /// that very point.
    private static boolean staysOpen(Task now, Map<TaskId, Task> then) {
        var was = Optional.ofNullable(then.get(now.id()));
        return now.lease().isEmpty()
                && was.filter(task -> accepted(task) && sameAttempt(task, now)).isPresent();
    }

    private static boolean accepted(Task task) {
        return switch (task.stage()) {
            case Stage.InReview _, Stage.Integrating _ -> true;
            case Stage.Waiting _, Stage.Running _, Stage.Verifying _, Stage.Ended _ -> false;
        };
    }

    private static boolean sameAttempt(Task one, Task other) {
        return one.nextAttempt() == other.nextAttempt() && one.generation() == other.generation();
    }

    private List<Task> restored(Request.Rewind rewind) {
        Map<TaskId, Task> ended = new HashMap<>();
        rewind.endedNow().forEach(task -> ended.put(task.id(), task));
        var restored = new ArrayList<Task>();
        for (var then : rewind.then()) {
            var now =
                    deliberation
                            .task(then.id())
                            .or(() -> Optional.ofNullable(ended.get(then.id())));
            if (now.isEmpty()) {
                deliberation.remark(then.id() + " is not known any more and stays away");
            } else if (now.get().status() != Status.DONE && !ships(now.get())) {
                restored.add(restored(then, now.get()));
            }
        }
        return restored;
    }

    private static Task restored(Task then, Task now) {
        var back = now.withDefinition(then.definition());
        var untouched = now.forgiven().attempts().equals(then.forgiven().attempts());
        return switch (then.stage()) {
            case Stage.Waiting waiting when untouched -> back.withStage(waiting);
            case Stage.InReview review when now.openAttempt().isPresent() -> back.withStage(review);
            case Stage.Integrating _ when now.openAttempt().isPresent() ->
                    back.withStage(new Stage.Integrating(Optional.empty()));
            case Stage.Waiting _,
                    Stage.Running _,
                    Stage.Verifying _,
                    Stage.InReview _,
                    Stage.Integrating _,
                    Stage.Ended _ ->
                    back.withStage(Stage.NEW).forgiven();
        };
    }

    /// A task that went back from the lane leaves it free.
    private void leaveLane() {
        deliberation
                .board()
                .sightings()
                .lane()
                .flatMap(deliberation::task)
                .filter(task -> !(task.stage() instanceof Stage.Integrating))
                .ifPresent(attempts::halt);
    }

    /// Tasks that did not live then leave the live queue; `retry` brings them back.
    private void abandonOthers(Request.Rewind rewind, Map<TaskId, Task> then) {
        var reason = "not there at " + rewind.revision() + ", to which the queue was rewound";
        var events =
                live().stream()
                        .filter(task -> !then.containsKey(task.id()) && !ships(task))
                        .sorted(Comparator.comparing(Task::id))
                        .<Event>map(task ->
                                new Event.TaskEnded(
                                        deliberation.now(),
                                        task.id(),
                                        Status.ABANDONED,
                                        reason,
                                        Optional.empty()))
                        .toList();
        if (!events.isEmpty()) {
            deliberation.follow(events);
        }
    }
}
