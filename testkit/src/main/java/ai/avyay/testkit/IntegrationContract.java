package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Integration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every hub with its shipping branch must do. The branch starts with `README.md` alone,
/// holding `hello`.
public abstract class IntegrationContract {
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");

    protected abstract Hub hub();

    protected abstract Integration integration();

    /// Brings `files` into the hub as the work of `attempt` on top of `start`.
    protected abstract CommitId work(AttemptRef attempt, CommitId start, Map<String, String> files);

    @Test
    void a_first_attempt_starts_from_the_tip() {
        var start = start("a");
        assertThat(start.start()).isEqualTo(start.base());
        assertThat(hub().tree(start.start()).id()).isEqualTo(hub().tree(tip()).id());
    }

    @Test
    void accepted_work_ships_once_and_is_found_again() {
        var task = delivered("a", Map.of("README.md", "hello", "a.txt", "a"));
        var candidate = candidate(integration().prepare(task));
        assertThat(integration().ship(candidate.intent())).isTrue();
        assertThat(hub().branch(Set.of("a.txt", "b.txt")).present()).containsExactly("a.txt");
        assertThat(integration().shipped(task.id(), 1, Instant.EPOCH))
                .contains(candidate.intent().candidate());
        assertThat(integration().shipped(task.id(), 2, Instant.EPOCH)).isEmpty();
        assertThat(integration().ship(candidate.intent())).as("done already").isTrue();
        assertThat(tip()).isEqualTo(candidate.intent().candidate());
    }

    @Test
    void a_candidate_made_on_an_older_tip_does_not_ship() {
        var one =
                candidate(
                        integration()
                                .prepare(
                                        delivered(
                                                "a", Map.of("README.md", "hello", "a.txt", "a"))));
        var other =
                candidate(
                        integration()
                                .prepare(
                                        delivered(
                                                "b", Map.of("README.md", "hello", "b.txt", "b"))));
        assertThat(integration().ship(one.intent())).isTrue();
        assertThat(integration().ship(other.intent())).isFalse();
    }

    @Test
    void work_on_the_same_lines_conflicts() {
        var one = delivered("a", Map.of("README.md", "hello a"));
        var other = delivered("b", Map.of("README.md", "hello b"));
        assertThat(integration().ship(candidate(integration().prepare(one)).intent())).isTrue();
        assertThat(integration().prepare(other))
                .isEqualTo(new Integration.Prepared.Conflict(List.of("README.md")));
    }

    @Test
    void work_that_changes_nothing_has_nothing_to_ship() {
        assertThat(integration().prepare(delivered("a", Map.of("README.md", "hello"))))
                .isEqualTo(new Integration.Prepared.Nothing());
    }

    private Integration.Prepared.Candidate candidate(Integration.Prepared prepared) {
        assertThat(prepared).isInstanceOf(Integration.Prepared.Candidate.class);
        return (Integration.Prepared.Candidate) prepared;
    }

    private CommitId tip() {
        return hub().branch(Set.of()).tip();
    }

    private Hub.Start start(String id) {
        return hub().start(
                        new Hub.StartOrder(
                                new AttemptRef(new TaskId(id), 1), Optional.empty(), Map.of()));
    }

    /// A task whose first attempt has delivered `files`.
    private Task delivered(String id, Map<String, String> files) {
        var start = start(id);
        var commit = work(new AttemptRef(new TaskId(id), 1), start.start(), files);
        var delivery = new Delivery(NOON, start.base(), commit, List.of(), List.of(), Usage.NONE);
        var lease = new Lease("one", 1, NOON, NOON.plusSeconds(60));
        var run = new Attempt.Run("one", "shell", Optional.empty(), "hash", NOON);
        var task = new TaskId(id);
        return State.EMPTY
                .apply(
                        new Event.TaskAdded(
                                NOON, task, Definition.titled("Do " + id), Origin.manual(NOON)))
                .apply(new Event.Dispatched(NOON, task, 1, lease, run))
                .apply(new Event.WorkDelivered(NOON, task, delivery))
                .task(task)
                .orElseThrow();
    }
}
