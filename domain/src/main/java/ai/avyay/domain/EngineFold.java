package ai.avyay.domain;

import ai.avyay.domain.EngineState.BreakerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a fact makes of the engine's own record: pause, breakers, and how long work takes.
final class EngineFold {
    private EngineFold() {}

    static EngineState apply(EngineState engine, Event event) {
        return switch (event) {
            case Event.Paused paused ->
                    engine.withPause(
                            Optional.of(new EngineState.Pause(paused.at(), paused.reason())));
            case Event.Resumed _ -> engine.withPause(Optional.empty());
            case Event.BreakerOpened opened ->
                    engine.with(opened.key(), engine.breaker(opened.key()).opened(opened.until()));
            case Event.BreakerClosed closed -> engine.with(closed.key(), Breaker.CLOSED);
            case Event.OfNode ofNode -> engine.with(ofNode.node(), ofNode(engine, ofNode));
            case Event.OfTask _, Event.Rewound _ -> engine;
        };
    }

    private static NodeRecord ofNode(EngineState engine, Event.OfNode event) {
        var at = event.at();
        var node = engine.node(event.node()).orElseGet(() -> NodeRecord.first(at));
        return switch (event) {
            case Event.NodeWentAway away -> node.wentAway(new NodeRecord.Mark(at, away.reason()));
            case Event.NodeCameBack _ -> node.cameBack(at);
            case Event.NodeDrained drained ->
                    node.withDrained(Optional.of(new NodeRecord.Mark(at, drained.reason())));
            case Event.NodeUndrained _ -> node.withDrained(Optional.empty());
            case Event.NodeLostWork _ -> node.lostWork();
            case Event.NodeBegan began -> node.began(began.delay());
        };
    }

    /// @param task the live task that the fact is about, as it stood before
    static EngineState apply(EngineState engine, Task task, Event.OfTask event) {
        return switch (event) {
            case Event.WorkDelivered delivered -> delivered(engine, task, delivered.delivery());
            case Event.AttemptEnded ended -> attemptEnded(engine, task, ended.ending());
            case Event.OfTask _ -> engine;
        };
    }

    /// Delivering shows that both the program and the node are well.
    private static EngineState delivered(EngineState engine, Task task, Delivery delivery) {
        var run = task.attempts().getLast().run();
        return sampled(engine, task, delivery.at(), false)
                .with(BreakerKey.agent(run.agent()), Breaker.CLOSED)
                .with(BreakerKey.node(run.node()), Breaker.CLOSED);
    }

    private static EngineState attemptEnded(EngineState engine, Task task, Ending ending) {
        var attempt = task.attempts().getLast();
        var agent = BreakerKey.agent(attempt.run().agent());
        var node = BreakerKey.node(attempt.run().node());
        return switch (ending.outcome()) {
            case FAILED -> attempt.delivery().isPresent() ? engine : failed(engine, agent);
            case PROVIDER_ERROR, LOGIN_EXPIRED -> failed(engine, agent);
            case LOST -> attempt.delivery().isPresent() ? engine : failed(engine, node);
            case TIMED_OUT -> sampled(engine, task, ending.at(), true);
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

    private static EngineState failed(EngineState engine, BreakerKey key) {
        return engine.with(key, engine.breaker(key).failed());
    }

    private static EngineState sampled(
            EngineState engine, Task task, Instant end, boolean censored) {
        var worked = Duration.between(task.attempts().getLast().run().startedAt(), end);
        var seconds = Duration.ofSeconds(Math.max(1, worked.toSeconds()));
        return engine.withSample(
                task.definition().heading().type(), new DurationHistory.Sample(seconds, censored));
    }
}
