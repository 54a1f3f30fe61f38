package ai.avyay.domain;

import ai.avyay.domain.EngineState.BreakerKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// Everything that is recorded: the live tasks by id, a summary of the ended ones, and the engine's
/// own facts.
public record State(
        PSortedMap<TaskId, Task> live, PMap<TaskId, EndedTask> ended, EngineState engine) {
    public static final State EMPTY =
            new State(TreePMap.empty(), HashTreePMap.empty(), EngineState.NEW);

    /// The live task of that name, if there is one.
    public Optional<Task> task(TaskId id) {
        return Optional.ofNullable(live.get(id));
    }

    /// Whether a task of that name lives or has ended.
    public boolean knows(TaskId id) {
        return live.containsKey(id) || ended.containsKey(id);
    }

    /// The state after `event`.
    ///
    /// @throws IllegalStateException if the event cannot have happened in this state, which is a
    ///   bug
    public State apply(Event event) {
        return switch (event) {
            case Event.OfTask ofTask -> applyToTask(ofTask);
            case Event.Paused paused ->
                    withEngine(
                            engine.withPause(
                                    Optional.of(
                                            new EngineState.Pause(paused.at(), paused.reason()))));
            case Event.Resumed _ -> withEngine(engine.withPause(Optional.empty()));
            case Event.BreakerOpened opened ->
                    withEngine(
                            engine.with(
                                    opened.key(),
                                    engine.breaker(opened.key()).opened(opened.until())));
            case Event.BreakerClosed closed ->
                    withEngine(engine.with(closed.key(), Breaker.CLOSED));
            case Event.Rewound rewound -> rewound(rewound);
        };
    }

    private State applyToTask(Event.OfTask event) {
        return switch (event) {
            case Event.TaskAdded added ->
                    with(Task.added(added.task(), added.definition(), added.origin()));
            case Event.TaskReopened reopened ->
                    new State(
                            live.plus(reopened.task(), reopened.restored()),
                            ended.minus(reopened.task()),
                            engine);
            case Event.TaskEnded end -> ended(end);
            case Event.WorkDelivered delivered -> delivered(delivered);
            case Event.AttemptEnded end -> attemptEnded(end);
            case Event.SignalIgnored _ -> this;
            case Event.TaskEdited edited ->
                    change(edited, task -> task.withDefinition(edited.definition()));
            case Event.BecameEligible eligible ->
                    change(
                            eligible,
                            task ->
                                    task.withStage(
                                            new Stage.Waiting(
                                                    Optional.of(eligible.at()), parking(task))));
            case Event.LostEligibility lost ->
                    change(
                            lost,
                            task ->
                                    task.withStage(
                                            new Stage.Waiting(Optional.empty(), parking(task))));
            case Event.ParkingChanged parked ->
                    change(
                            parked,
                            task ->
                                    task.withStage(
                                            new Stage.Waiting(
                                                    eligibleSince(task), parked.parking())));
            case Event.Dispatched dispatched ->
                    change(dispatched, task -> dispatched(task, dispatched));
            case Event.LeaseRenewed renewed ->
                    change(renewed, task -> task.withStage(renewed(task, renewed.lease())));
            case Event.WorkJudged judged ->
                    change(
                            judged,
                            task -> task.withLastAttempt(attempt -> attempt.with(judged.report())));
            case Event.ReviewRequested requested ->
                    change(requested, task -> inReview(task, requested));
            case Event.ReviewOpened opened ->
                    change(opened, task -> review(task, review -> review.opened(opened.at())));
            case Event.ReviewDecided decided ->
                    change(
                            decided,
                            task -> review(task, review -> review.decided(decided.decision())));
            case Event.IntegrationStarted started ->
                    change(
                            started,
                            task -> task.withStage(new Stage.Integrating(Optional.empty())));
            case Event.ShippingIntended intended ->
                    change(
                            intended,
                            task ->
                                    task.withStage(
                                            new Stage.Integrating(Optional.of(intended.intent()))));
        };
    }

    private State change(Event.OfTask event, UnaryOperator<Task> change) {
        var task = live.get(event.task());
        if (task == null) {
            throw new IllegalStateException("no live task for " + event);
        }
        return with(change.apply(task));
    }

    private static Parking parking(Task task) {
        return waiting(task).parking();
    }

    private static Optional<java.time.Instant> eligibleSince(Task task) {
        return waiting(task).eligibleSince();
    }

    private static Stage.Waiting waiting(Task task) {
        if (task.stage() instanceof Stage.Waiting waiting) {
            return waiting;
        }
        throw new IllegalStateException(task.id() + " is not waiting but " + task.status().word());
    }

    private static Task dispatched(Task task, Event.Dispatched event) {
        waiting(task);
        return task.dispatched(
                event.lease(),
                Attempt.started(event.number(), event.lease().generation(), event.run()));
    }

    private static Stage renewed(Task task, Lease lease) {
        return switch (task.stage()) {
            case Stage.Running _ -> new Stage.Running(lease);
            case Stage.Verifying _ -> new Stage.Verifying(lease);
            case Stage.Waiting _, Stage.InReview _, Stage.Integrating _, Stage.Ended _ ->
                    throw new IllegalStateException(task.id() + " holds no lease");
        };
    }

    private static Task inReview(Task task, Event.ReviewRequested event) {
        var record =
                new ReviewRecord(event.commit(), event.at(), Optional.empty(), Optional.empty());
        return task.withStage(new Stage.InReview())
                .withLastAttempt(attempt -> attempt.with(record));
    }

    private static Task review(Task task, UnaryOperator<ReviewRecord> change) {
        return task.withLastAttempt(attempt ->
                attempt.with(
                        change.apply(
                                attempt.results()
                                        .review()
                                        .orElseThrow(() ->
                                                new IllegalStateException(
                                                        task.id() + " has no review")))));
    }

    private State delivered(Event.WorkDelivered event) {
        var task = live.get(event.task());
        if (task == null || !(task.stage() instanceof Stage.Running running)) {
            throw new IllegalStateException("nothing runs for " + event);
        }
        var attempt = task.attempts().getLast();
        var changed =
                task.withStage(new Stage.Verifying(running.lease()))
                        .withLastAttempt(last -> last.with(event.delivery()));
        var worked = Duration.between(attempt.run().startedAt(), event.delivery().at());
        var record =
                engine.withSample(task.definition().heading().type(), sample(worked, false))
                        .with(BreakerKey.agent(attempt.run().agent()), Breaker.CLOSED)
                        .with(BreakerKey.node(attempt.run().node()), Breaker.CLOSED);
        return with(changed).withEngine(record);
    }

    private State attemptEnded(Event.AttemptEnded event) {
        var task = live.get(event.task());
        if (task == null || task.openAttempt().isEmpty()) {
            throw new IllegalStateException("no open attempt for " + event);
        }
        var attempt = task.attempts().getLast();
        var changed =
                task.withStage(new Stage.Waiting(Optional.empty(), event.parking()))
                        .withLastAttempt(last ->
                                event.leftover().map(last::with).orElse(last).with(event.ending()));
        return with(changed).withEngine(afterFailure(task, attempt, event.ending()));
    }

    private EngineState afterFailure(Task task, Attempt attempt, Ending ending) {
        var agent = BreakerKey.agent(attempt.run().agent());
        var node = BreakerKey.node(attempt.run().node());
        return switch (ending.outcome()) {
            case FAILED ->
                    attempt.delivery().isPresent()
                            ? engine
                            : engine.with(agent, engine.breaker(agent).failed());
            case PROVIDER_ERROR, LOGIN_EXPIRED ->
                    engine.with(agent, engine.breaker(agent).failed());
            case LOST -> engine.with(node, engine.breaker(node).failed());
            case TIMED_OUT -> {
                var worked = Duration.between(attempt.run().startedAt(), ending.at());
                yield engine.withSample(task.definition().heading().type(), sample(worked, true));
            }
            case DONE,
                    RETRY,
                    REJECTED,
                    CONFLICT,
                    DENIED,
                    OVER_BUDGET,
                    RATE_LIMITED,
                    SUPERSEDED,
                    CANCELLED ->
                    engine;
        };
    }

    private static DurationHistory.Sample sample(Duration worked, boolean censored) {
        return new DurationHistory.Sample(
                Duration.ofSeconds(Math.max(1, worked.toSeconds())), censored);
    }

    private State ended(Event.TaskEnded event) {
        var task = live.get(event.task());
        if (task == null) {
            throw new IllegalStateException("no live task for " + event);
        }
        return new State(
                live.minus(event.task()),
                ended.plus(event.task(), EndedTask.of(end(task, event))),
                engine);
    }

    /// `task` as it stands after `event`, closing its open attempt as done if the task is done.
    public static Task end(Task task, Event.TaskEnded event) {
        var stage = new Stage.Ended(event.status(), event.at(), event.reason(), event.integrated());
        if (event.status() != Status.DONE || task.openAttempt().isEmpty()) {
            return task.withStage(stage);
        }
        var usage = task.attempts().getLast().delivery().map(Delivery::usage).orElse(Usage.NONE);
        return task.withStage(stage)
                .withLastAttempt(last ->
                        last.with(new Ending(event.at(), Outcome.DONE, event.reason(), usage)));
    }

    private State rewound(Event.Rewound event) {
        var tasks = live;
        var remembered = ended;
        for (var task : event.restored()) {
            tasks = tasks.plus(task.id(), task);
            remembered = remembered.minus(task.id());
        }
        return new State(tasks, remembered, engine);
    }

    private State with(Task task) {
        return new State(live.plus(task.id(), task), ended, engine);
    }

    private State withEngine(EngineState changed) {
        return new State(live, ended, changed);
    }
}
