package ai.avyay.queue;

import ai.avyay.domain.Ending;
import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Lives of tasks drawn from a seed: every kind of event, in an order that the state allows.
final class RandomHistory {
    private static final Instant START = Instant.parse("2026-01-30T10:00:00Z");
    private final Random random;
    private final RandomParts parts;
    private final List<Task> endedTasks = new ArrayList<>();
    private State state = State.EMPTY;
    private Instant now = START;
    private int added;

    RandomHistory(long seed) {
        random = new Random(seed);
        parts = new RandomParts(random);
    }

    State state() {
        return state;
    }

    List<Change> changes(int count) {
        var changes = new ArrayList<Change>();
        for (var i = 0; i < count; i++) {
            changes.add(next());
        }
        return changes;
    }

    Change next() {
        var events = new ArrayList<Event>();
        var wanted = 1 + random.nextInt(3);
        while (events.size() < wanted) {
            now = now.plusMillis(random.nextInt(20_000_000));
            var event = draw();
            if (event instanceof Event.TaskEnded ended) {
                endedTasks.add(State.end(state.task(ended.task()).orElseThrow(), ended));
            }
            state = state.apply(event);
            events.add(event);
        }
        return new Change(
                events.getFirst().getClass().getSimpleName() + ": happened", events, state);
    }

    private Event draw() {
        var roll = random.nextInt(100);
        if (state.live().isEmpty() || roll < 12) {
            return new Event.TaskAdded(now, freshId(), parts.definition(), parts.origin(now));
        }
        if (roll < 20) {
            return engine();
        }
        if (roll < 23 && !endedTasks.isEmpty()) {
            return reopen();
        }
        if (roll < 24) {
            return new Event.Rewound(
                    now, "HEAD~3", List.copyOf(state.live().values()).subList(0, 1));
        }
        var tasks = List.copyOf(state.live().values());
        return of(tasks.get(random.nextInt(tasks.size())));
    }

    private Event reopen() {
        var task = endedTasks.get(random.nextInt(endedTasks.size()));
        if (!state.ended().containsKey(task.id())) {
            return new Event.Resumed(now);
        }
        return new Event.TaskReopened(
                now,
                new Task(
                        task.id(),
                        task.definition(),
                        task.origin(),
                        Stage.NEW,
                        task.generation(),
                        task.attempts()));
    }

    private Event engine() {
        var key =
                random.nextBoolean()
                        ? BreakerKey.agent("codex")
                        : BreakerKey.node(parts.one("mbp3", "mac mini \"2\""));
        return switch (random.nextInt(8)) {
            case 0 -> new Event.Paused(now, parts.text());
            case 1 -> new Event.Resumed(now);
            case 2 -> new Event.BreakerOpened(now, key, now.plusSeconds(60), parts.text());
            case 3 -> new Event.BreakerClosed(now, key);
            default -> node(parts.one("mbp3", "mac mini \"2\""));
        };
    }

    private Event node(String name) {
        return switch (random.nextInt(6)) {
            case 0 -> new Event.NodeWentAway(now, name, parts.text());
            case 1 -> new Event.NodeCameBack(now, name);
            case 2 -> new Event.NodeDrained(now, name, parts.text());
            case 3 -> new Event.NodeUndrained(now, name);
            case 4 -> new Event.NodeLostWork(now, name);
            default -> new Event.NodeBegan(now, name, Duration.ofMillis(random.nextInt(9_000)));
        };
    }

    private Event of(Task task) {
        var id = task.id();
        return switch (random.nextInt(12)) {
            case 0 -> new Event.TaskEdited(now, id, parts.definition());
            case 1 -> new Event.SignalIgnored(now, id, parts.text());
            default -> onwards(task);
        };
    }

    private Event onwards(Task task) {
        var id = task.id();
        return switch (task.stage()) {
            case Stage.Waiting _ -> waiting(task);
            case Stage.Running running -> running(id, running);
            case Stage.Verifying _ -> verifying(id);
            case Stage.InReview _ -> inReview(id);
            case Stage.Integrating _ -> integrating(id);
            case Stage.Ended _ -> throw new IllegalStateException();
        };
    }

    private Event waiting(Task task) {
        var id = task.id();
        return switch (random.nextInt(6)) {
            case 0 -> new Event.ParkingChanged(now, id, parts.parking(now));
            case 1 -> new Event.LostEligibility(now, id);
            case 2 -> new Event.BecameEligible(now, id);
            case 3 ->
                    new Event.TaskEnded(
                            now,
                            id,
                            parts.one(Status.FAILED, Status.ABANDONED),
                            parts.text(),
                            Optional.empty());
            case 4 ->
                    new Event.WorkTakenOver(
                            now,
                            id,
                            task.nextAttempt(),
                            parts.lease(now, task.generation() + 1),
                            parts.run(now),
                            parts.delivery(now));
            default ->
                    new Event.Dispatched(
                            now,
                            id,
                            task.nextAttempt(),
                            parts.lease(now, task.generation() + 1),
                            parts.run(now));
        };
    }

    private Event running(TaskId id, Stage.Running running) {
        return switch (random.nextInt(3)) {
            case 0 ->
                    new Event.LeaseRenewed(now, id, parts.lease(now, running.lease().generation()));
            case 1 -> ended(id);
            default -> new Event.WorkDelivered(now, id, parts.delivery(now));
        };
    }

    private Event verifying(TaskId id) {
        return switch (random.nextInt(4)) {
            case 0 -> ended(id);
            case 1 -> new Event.ReviewRequested(now, id, parts.commit());
            case 2 -> new Event.IntegrationStarted(now, id);
            default -> new Event.WorkJudged(now, id, parts.report());
        };
    }

    private Event inReview(TaskId id) {
        return switch (random.nextInt(3)) {
            case 0 -> new Event.ReviewOpened(now, id);
            case 1 ->
                    new Event.ReviewDecided(
                            now,
                            id,
                            new ReviewRecord.Decision(
                                    now, random.nextBoolean(), parts.text(), parts.text()));
            default -> new Event.IntegrationStarted(now, id);
        };
    }

    private Event integrating(TaskId id) {
        return switch (random.nextInt(3)) {
            case 0 ->
                    new Event.ShippingIntended(
                            now, id, new Stage.Intent(parts.commit(), parts.commit()));
            case 1 ->
                    new Event.TaskEnded(
                            now, id, Status.DONE, parts.text(), parts.maybe(parts::commit));
            default -> ended(id);
        };
    }

    private Event ended(TaskId id) {
        var ending =
                new Ending(
                        now,
                        parts.one(Outcome.values()),
                        parts.text(),
                        parts.usage(),
                        random.nextBoolean());
        return new Event.AttemptEnded(
                now, id, ending, parts.maybe(() -> parts.delivery(now)), parts.parking(now));
    }

    private TaskId freshId() {
        added++;
        return new TaskId("task-" + random.nextInt(1000) + "-" + added);
    }
}
