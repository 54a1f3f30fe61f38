package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.Definition;
import ai.avyay.engine.Exit;
import ai.avyay.engine.QueueException;
import ai.avyay.planning.Request;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What people are told when nothing can be recorded.
class EngineDiskTest extends EngineFixture {
    private static final Request ADD = add(A, Definition.titled("a"));

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
            await(engine, state -> done(state, A));
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
        var started = neverEnds(fleet.node("one", 1), A);
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
}
