package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Origin;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Engine;
import ai.avyay.engine.Exit;
import ai.avyay.engine.QueueException;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people are told when nothing can be recorded.
@Timeout(60)
class EngineDiskTest {
    private static final TaskId A = new TaskId("a");
    private static final Request ADD =
            new Request.Add(
                    List.of(
                            new Request.NewTask(
                                    A,
                                    Definition.titled("a"),
                                    new Origin("manual", Optional.empty()))));

    @TempDir private Path folder;

    private final SimulatedFleet fleet = new SimulatedFleet(Map.of("README.md", "hello"));

    @Test
    void a_full_disk_is_told_once_and_then_that_it_is_over() throws Exception {
        var node = fleet.node("one", 1);
        node.whenAsked(
                A,
                (files, _) -> {
                    fleet.queue().failNext(2);
                    files.put("a.txt", "a");
                    return new Exit.Exited(0);
                });
        try (var engine = started()) {
            assertThat(engine.ask(ADD).refusal()).isEmpty();
            awaitDone(engine);
        }
        assertThat(fleet.notices())
                .containsSubsequence(
                        "the disk is full; everything waits until that works",
                        "the queue is recorded again")
                .filteredOn(notice -> notice.contains("the disk is full"))
                .hasSize(1);
    }

    @Test
    void a_request_that_cannot_be_recorded_fails_and_is_told_to_the_one_who_asked()
            throws Exception {
        try (var engine = engine()) {
            engine.start(false);
            fleet.queue().failNext(1);
            assertThatThrownBy(() -> engine.ask(ADD))
                    .isInstanceOf(QueueException.class)
                    .hasMessage("the disk is full");
        }
        assertThat(fleet.notices()).isEmpty();
    }

    @Test
    void an_end_that_cannot_be_recorded_is_no_bug() throws Exception {
        var node = fleet.node("one", 1);
        var started = new CountDownLatch(1);
        node.whenAsked(
                A,
                (_, _) -> {
                    started.countDown();
                    new CountDownLatch(1).await();
                    return new Exit.Exited(0);
                });
        var engine = started();
        try (engine) {
            assertThat(engine.ask(ADD).refusal()).isEmpty();
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            fleet.queue().failNext(100);
        }
        assertThat(engine.failure()).isEmpty();
        assertThat(fleet.notices())
                .anySatisfy(
                        notice -> assertThat(notice).contains("the disk is full", "taken as lost"));
    }

    private Engine started() {
        var engine = engine();
        engine.start(true);
        return engine;
    }

    private Engine engine() {
        return new Engine(
                fleet.ports(),
                fleet.policy(Map.of(), Timing.DEFAULT),
                InstantSource.system(),
                new StateFolder(folder));
    }

    private static void awaitDone(Engine engine) throws Exception {
        var done = new CountDownLatch(1);
        try (var _ = engine.onChange(board -> countDown(done, board))) {
            countDown(done, engine.board());
            assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void countDown(CountDownLatch done, Board board) {
        if (board.state().ended().containsKey(A)) {
            done.countDown();
        }
    }
}
