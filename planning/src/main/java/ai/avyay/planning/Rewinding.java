package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Sets the queue back to an earlier revision without losing what happened since.
final class Rewinding {
    private final Deliberation deliberation;

    Rewinding(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    Optional<String> rewind(Request.Rewind rewind) {
        cancelRunning();
        var endedNow =
                rewind.endedNow().stream().collect(Collectors.toMap(Task::id, Function.identity()));
        var restored =
                rewind.then().stream().flatMap(task -> restored(task, endedNow).stream()).toList();
        deliberation.record(new Event.Rewound(deliberation.now(), rewind.revision(), restored));
        abandonAddedSince(rewind);
        return Optional.empty();
    }

    private void cancelRunning() {
        var requests = new Requests(deliberation);
        for (var id : List.copyOf(deliberation.board().active())) {
            deliberation
                    .task(id)
                    .filter(task -> task.lease().isPresent())
                    .ifPresent(task -> {
                        requests.stop(task);
                        new Attempts(deliberation)
                                .end(
                                        task,
                                        Attempts.End.of(
                                                Outcome.CANCELLED, "the queue is being rewound"));
                    });
        }
    }

    private Optional<Task> restored(Task then, Map<TaskId, Task> endedNow) {
        var live = deliberation.task(then.id());
        var now = live.or(() -> Optional.ofNullable(endedNow.get(then.id())));
        if (now.isEmpty() || shipped(now.get())) {
            return Optional.empty();
        }
        var unchanged = now.get().attempts().equals(then.attempts());
        var stage =
                unchanged
                                && !(then.stage() instanceof Stage.Running)
                                && !(then.stage() instanceof Stage.Verifying)
                        ? then.stage()
                        : Stage.NEW;
        return Optional.of(
                new Task(
                        then.id(),
                        then.definition(),
                        then.origin(),
                        stage,
                        now.get().generation(),
                        now.get().attempts()));
    }

    private static boolean shipped(Task task) {
        return switch (task.stage()) {
            case Stage.Ended ended -> ended.status() == Status.DONE;
            case Stage.Integrating(var intent) -> intent.isPresent();
            case Stage.Waiting _, Stage.Running _, Stage.Verifying _, Stage.InReview _ -> false;
        };
    }

    /// Tasks that were not there then leave the live queue; `retry` brings them back.
    private void abandonAddedSince(Request.Rewind rewind) {
        var then = rewind.then().stream().map(Task::id).collect(Collectors.toSet());
        var events = new ArrayList<Event>();
        for (var task : deliberation.board().state().live().values()) {
            if (!then.contains(task.id()) && !shipped(task)) {
                var reason =
                        "added after " + rewind.revision() + ", to which the queue was rewound";
                events.add(
                        new Event.TaskEnded(
                                deliberation.now(),
                                task.id(),
                                Status.ABANDONED,
                                reason,
                                Optional.empty()));
            }
        }
        if (!events.isEmpty()) {
            deliberation.follow(events);
        }
    }

    /// `task` as one that waits to be tried anew, with all its attempts.
    static Task fresh(Task task) {
        return new Task(
                task.id(),
                task.definition(),
                task.origin(),
                Stage.NEW,
                task.generation(),
                task.attempts());
    }
}
