package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Definition;
import ai.avyay.engine.Exit;
import ai.avyay.planning.Contact;
import ai.avyay.planning.Request;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Attempts on machines of their own, which outlive the engine.
class EngineAfarTest extends EngineFixture {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final AtomicInteger runs = new AtomicInteger();

    private SimulatedNode machine() {
        var far = fleet.remote("far", 1);
        far.whenAsked(
                A,
                (files, attempt) -> {
                    runs.incrementAndGet();
                    begun.countDown();
                    mayEnd.await();
                    files.put("a.txt", "attempt " + attempt);
                    return new Exit.Exited(0);
                });
        return far;
    }

    @Test
    void an_attempt_that_is_under_way_when_the_engine_ends_is_taken_up_by_the_next()
            throws Exception {
        var far = machine();
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("Do a")));
            begun.await();
        }
        assertThat(far.openWorkspaces()).isEqualTo(1);
        try (var engine = started()) {
            mayEnd.countDown();
            await(engine, state -> done(state, A));
        }
        assertThat(runs).hasValue(1);
        assertThat(fleet.queue().ended(A).orElseThrow().attempts()).hasSize(1);
        assertThat(fleet.hub().shippedFiles()).containsEntry("a.txt", "attempt 1");
    }

    @Test
    @Timeout(30)
    void its_workspace_goes_when_its_work_is_recorded() throws Exception {
        var far = machine();
        mayEnd.countDown();
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("Do a")));
            await(engine, state -> done(state, A));
        }
        while (far.openWorkspaces() > 0) {
            Thread.onSpinWait();
        }
    }

    @Test
    void one_whose_machine_is_out_of_reach_at_the_start_is_waited_for() throws Exception {
        var far = machine();
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("Do a")));
            begun.await();
        }
        far.answers(new Contact.Away("asleep"));
        try (var engine = started()) {
            await(
                    engine,
                    state -> state.engine().node("far").flatMap(node -> node.away()).isPresent());
            assertThat(engine.board().state().task(A).orElseThrow().attempts()).hasSize(1);
            far.answers(new Contact.Answered(Contact.Vitals.UNKNOWN));
            mayEnd.countDown();
            await(engine, state -> done(state, A));
        }
        assertThat(runs).hasValue(1);
    }

    @Test
    void what_it_holds_is_not_given_on_before_it_is_known_to_be_dead() throws Exception {
        var far = machine();
        fleet.node("near", 1);
        var plain = Definition.titled("Do it");
        var holding = plain.withNeeds(plain.needs().withResources(List.of("db")));
        try (var engine = started()) {
            ask(engine, new Request.Drain("near", ""));
            ask(engine, add(A, holding));
            begun.await();
            far.answers(new Contact.Away("asleep"));
            ask(engine, new Request.Undrain("near"));
            ask(engine, new Request.Cancel(A));
            ask(engine, add(B, holding));
            assertThat(engine.board().state().task(B).orElseThrow().attempts()).isEmpty();
            far.answers(new Contact.Answered(Contact.Vitals.UNKNOWN));
            await(engine, state -> done(state, B));
        }
        assertThat(far.openWorkspaces()).isZero();
    }

    @Test
    void what_nobody_waits_for_is_removed_there_before_anything_new_begins() throws Exception {
        var far = fleet.remote("far", 1);
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("Do a")));
            await(engine, state -> done(state, A));
        }
        assertThat(far.kept()).hasValueSatisfying(kept -> assertThat(kept).isEmpty());
    }
}
