package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Origin;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Engine;
import ai.avyay.engine.Exit;
import ai.avyay.engine.StateFolder;
import ai.avyay.planning.Board;
import ai.avyay.planning.Request;
import ai.avyay.planning.Timing;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real engine on a fleet in memory.
@Timeout(60)
abstract class EngineFixture {
    static final TaskId A = new TaskId("a");
    static final TaskId B = new TaskId("b");

    final SimulatedFleet fleet = new SimulatedFleet(Map.of("README.md", "hello"));
    @TempDir private Path folder;

    final Engine started() {
        var engine = engine();
        engine.start(true);
        return engine;
    }

    final Engine engine() {
        return engine(InstantSource.system());
    }

    final Engine engine(InstantSource clock) {
        return new Engine(
                fleet.ports(),
                fleet.policy(Map.of(), Timing.DEFAULT),
                clock,
                new StateFolder(folder));
    }

    static Request add(TaskId id, Definition definition) {
        return new Request.Add(List.of(task(id, definition)));
    }

    static Request.NewTask task(TaskId id, Definition definition) {
        return new Request.NewTask(id, definition, new Origin("manual", Optional.empty()));
    }

    static void ask(Engine engine, Request request) throws InterruptedException {
        assertThat(engine.ask(request).refusal()).isEmpty();
    }

    static boolean done(State state, TaskId id) {
        return Optional.ofNullable(state.ended().get(id))
                .filter(ended -> ended.stage().status() == Status.DONE)
                .isPresent();
    }

    static void await(Engine engine, Predicate<State> condition) throws Exception {
        var met = new CountDownLatch(1);
        try (var _ = engine.onChange(board -> countDown(met, condition, board))) {
            countDown(met, condition, engine.board());
            assertThat(met.await(30, TimeUnit.SECONDS))
                    .as(() -> "in time; " + engine.failure() + " " + engine.board().state().live())
                    .isTrue();
        }
    }

    private static void countDown(CountDownLatch met, Predicate<State> condition, Board board) {
        if (condition.test(board.state())) {
            met.countDown();
        }
    }

    /// Has the agent of `id` work on `node` until it is killed; the latch opens when it has begun.
    static CountDownLatch neverEnds(SimulatedNode node, TaskId id) {
        var started = new CountDownLatch(1);
        node.whenAsked(
                id,
                (_, _) -> {
                    started.countDown();
                    new CountDownLatch(1).await();
                    return new Exit.Exited(0);
                });
        return started;
    }
}
