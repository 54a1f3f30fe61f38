package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.engine.Exit;
import ai.avyay.engine.HandEdit;
import ai.avyay.planning.Change;
import ai.avyay.planning.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What becomes of attempts when the engine is killed or ends, a person stops them, or the clock
/// jumps.
class EngineEndTest extends EngineFixture {
    @Test
    void a_start_after_a_kill_leaves_no_workspace_of_the_lost_attempt() throws Exception {
        var node = fleet.node("one", 1);
        var definition = Definition.titled("a");
        var run =
                new Attempt.Run("one", SimulatedFleet.AGENT, Optional.empty(), "p", Instant.EPOCH);
        var lease = new Lease("one", 1, Instant.EPOCH, Instant.EPOCH.plusSeconds(1));
        var origin = new Origin("manual", Optional.empty());
        List<Event> events =
                List.of(
                        new Event.TaskAdded(Instant.EPOCH, A, definition, origin),
                        new Event.Dispatched(Instant.EPOCH, A, 1, lease, run));
        fleet.queue().append(List.of(new Change("a: dispatched", events, State.EMPTY)));
        try (var engine = started()) {
            await(engine, state -> done(state, A));
        }
        assertThat(node.kept()).hasValue(Set.of());
    }

    @Test
    void the_slot_of_a_cancelled_attempt_is_free_as_soon_as_it_is_dead() throws Exception {
        var started = neverEnds(fleet.node("one", 1), A);
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("a")));
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
            ask(engine, new Request.Cancel(A));
            ask(engine, add(B, Definition.titled("b")));
            await(engine, state -> done(state, B));
        }
    }

    @Test
    void a_clean_end_hands_the_running_attempt_back_and_a_new_start_finishes_it() throws Exception {
        var node = fleet.node("one", 1);
        var started = neverEnds(node, A);
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("a")));
            assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(node.openWorkspaces()).isZero();
        node.whenAsked(
                A,
                (files, attempt) -> {
                    files.put("a.txt", "attempt " + attempt);
                    return new Exit.Exited(0);
                });
        try (var engine = started()) {
            await(engine, state -> done(state, A));
        }
        assertThat(fleet.hub().shippedFiles()).containsEntry("a.txt", "attempt 2");
        assertThat(
                        fleet.queue()
                                .ended(A)
                                .orElseThrow()
                                .attempts()
                                .getFirst()
                                .ending()
                                .orElseThrow()
                                .outcome())
                .isEqualTo(Outcome.CANCELLED);
    }

    @Test
    void an_attempt_at_work_outlives_a_clock_that_jumps_either_way() throws Exception {
        var clock = new ManualClock(Instant.parse("2026-05-10T09:00:00Z"));
        var node = fleet.node("one", 1);
        var jumped = new CountDownLatch(1);
        node.whenAsked(
                A,
                (files, _) -> {
                    jumped.await();
                    files.put("a.txt", "once");
                    return new Exit.Exited(0);
                });
        try (var engine = engine(clock)) {
            engine.start(true);
            ask(engine, add(A, Definition.titled("a")));
            await(
                    engine,
                    state ->
                            state.task(A)
                                    .filter(task -> task.status() == Status.RUNNING)
                                    .isPresent());
            for (var jump : List.of(Duration.ofHours(9), Duration.ofHours(-15))) {
                clock.advance(jump);
                fleet.queue().edit(new HandEdit.Added(B, Definition.titled("b")));
                ask(engine, new Request.Pause("an edit makes the engine look at its leases"));
                ask(engine, new Request.Resume());
            }
            jumped.countDown();
            await(engine, state -> done(state, A));
        }
        assertThat(fleet.queue().log()).noneMatch(line -> line.contains("not heard of"));
        assertThat(fleet.queue().ended(A))
                .hasValueSatisfying(task -> assertThat(task.attempts()).hasSize(1));
    }
}
