package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Review;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Exit;
import ai.avyay.engine.HandEdit;
import ai.avyay.planning.Request;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/// The way of a task through the engine.
class EngineTest extends EngineFixture {
    @Test
    void a_task_goes_the_whole_way_to_the_shipping_branch() throws Exception {
        fleet.node("one", 1);
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("Do a")));
            await(engine, state -> done(state, A));
        }
        assertThat(fleet.hub().shippedFiles()).containsEntry("a.txt", "attempt 1");
        assertThat(fleet.queue().log())
                .anySatisfy(line -> assertThat(line).isEqualTo("a: dispatched to one (attempt 1)"))
                .anySatisfy(line -> assertThat(line).startsWith("a: done as "));
    }

    @Test
    void a_dependent_starts_when_the_other_has_ended_and_is_told_what_it_produced()
            throws Exception {
        var node = fleet.node("one", 2);
        var after = Definition.titled("Do b");
        try (var engine = started()) {
            node.whenAsked(
                    B,
                    (files, _) -> {
                        files.put("b.txt", files.containsKey("a.txt") ? "after a" : "before a");
                        return new Exit.Exited(0);
                    });
            ask(engine, add(A, Definition.titled("Do a")));
            ask(
                    engine,
                    add(
                            B,
                            after.withNeeds(
                                    after.needs()
                                            .withDependencies(
                                                    Map.of(A, new Dependency.Ordering())))));
            await(engine, state -> done(state, B));
        }
        assertThat(fleet.hub().shippedFiles()).containsEntry("b.txt", "after a");
    }

    @Test
    void work_without_its_deliverable_goes_back_and_the_next_attempt_starts_from_it()
            throws Exception {
        var node = fleet.node("one", 1);
        node.whenAsked(
                A,
                (files, attempt) -> {
                    files.put(attempt == 1 ? "draft.txt" : "final.txt", "attempt " + attempt);
                    return new Exit.Exited(0);
                });
        var definition = Definition.titled("Do a");
        try (var engine = started()) {
            ask(
                    engine,
                    add(
                            A,
                            definition.withAcceptance(
                                    definition
                                            .acceptance()
                                            .withDeliverables(List.of("final.txt")))));
            await(engine, state -> done(state, A));
        }
        assertThat(fleet.hub().shippedFiles()).containsKeys("draft.txt", "final.txt");
        assertThat(fleet.queue().ended(A).orElseThrow().attempts())
                .extracting(attempt -> attempt.ending().orElseThrow().outcome())
                .containsExactly(Outcome.RETRY, Outcome.DONE);
    }

    @Test
    void work_that_needs_review_waits_for_a_person() throws Exception {
        fleet.node("one", 1);
        var definition = Definition.titled("Do a");
        try (var engine = started()) {
            ask(
                    engine,
                    add(
                            A,
                            definition.withAcceptance(
                                    Acceptance.none().withReview(Review.REQUIRED))));
            await(
                    engine,
                    state ->
                            state.task(A)
                                    .filter(task -> task.status() == Status.IN_REVIEW)
                                    .isPresent());
            assertThat(fleet.hub().shippedTasks()).isEmpty();
            ask(engine, new Request.OpenReview(A));
            ask(engine, new Request.Approve(A, Optional.empty(), "me"));
            await(engine, state -> done(state, A));
        }
        assertThat(fleet.hub().shippedTasks()).containsExactly(A);
    }

    @Test
    void two_tasks_that_change_one_file_conflict_and_the_second_is_done_again() throws Exception {
        var node = fleet.node("one", 2);
        var bothRead = new CountDownLatch(2);
        for (var id : List.of(A, B)) {
            node.whenAsked(
                    id,
                    (files, _) -> {
                        bothRead.countDown();
                        bothRead.await();
                        files.merge("README.md", id.value(), String::concat);
                        return new Exit.Exited(0);
                    });
        }
        try (var engine = started()) {
            ask(
                    engine,
                    new Request.Add(
                            List.of(
                                    task(A, Definition.titled("a")),
                                    task(B, Definition.titled("b")))));
            await(engine, state -> done(state, A) && done(state, B));
        }
        assertThat(fleet.hub().shippedTasks()).containsExactlyInAnyOrder(A, B);
        assertThat(fleet.queue().log())
                .anySatisfy(line -> assertThat(line).contains("conflict (attempt 1)"));
    }

    @Test
    void a_full_disk_loses_nothing() throws Exception {
        var node = fleet.node("one", 1);
        node.whenAsked(
                A,
                (files, _) -> {
                    fleet.queue().failNext(1);
                    files.put("a.txt", "a");
                    return new Exit.Exited(0);
                });
        try (var engine = started()) {
            ask(engine, add(A, Definition.titled("a")));
            await(engine, state -> done(state, A));
        }
        assertThat(fleet.hub().shippedTasks()).containsExactly(A);
        assertThat(fleet.notices())
                .anySatisfy(notice -> assertThat(notice).contains("the disk is full"));
    }

    @Test
    void a_breaker_stops_an_agent_that_fails_in_a_row_and_says_so() throws Exception {
        var node = fleet.node("one", 1);
        var tasks = List.of("a", "b", "c", "d").stream().map(TaskId::new).toList();
        tasks.forEach(id -> node.whenAsked(id, (_, _) -> new Exit.Exited(1)));
        try (var engine = started()) {
            ask(
                    engine,
                    new Request.Add(
                            tasks.stream()
                                    .map(id -> task(id, Definition.titled(id.value())))
                                    .toList()));
            await(
                    engine,
                    state ->
                            !state.engine().breakers().isEmpty()
                                    && state.engine().breakers().values().stream()
                                            .anyMatch(b -> b.openUntil().isPresent()));
            assertThat(fleet.notices())
                    .anySatisfy(
                            notice -> assertThat(notice).contains("nothing more goes to agent"));
        }
        assertThat(fleet.queue().log()).filteredOn(line -> line.contains("dispatched")).hasSize(3);
    }

    @Test
    void tasks_added_by_hand_together_may_depend_on_each_other() throws Exception {
        fleet.node("one", 1);
        var after = Definition.titled("b");
        var needs = after.needs().withDependencies(Map.of(A, new Dependency.Ordering()));
        try (var engine = started()) {
            fleet.queue().edit(new HandEdit.Added(B, after.withNeeds(needs)));
            fleet.queue().edit(new HandEdit.Added(A, Definition.titled("a")));
            ask(engine, new Request.Pause("an edit is taken in with the next signal"));
            ask(engine, new Request.Resume());
            await(engine, state -> done(state, A) && done(state, B));
        }
        assertThat(fleet.hub().shippedTasks()).containsExactly(A, B);
    }
}
