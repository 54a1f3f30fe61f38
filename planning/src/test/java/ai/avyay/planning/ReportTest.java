package ai.avyay.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
    private static final TaskId A = new TaskId("a");
    private static final CommitId COMMIT = new CommitId("a".repeat(40));

    @Test
    void an_empty_history_has_nothing_to_say() {
        var report = Report.of(List.of(), NOON);
        assertThat(report.counts()).isEqualTo(new Report.Counts(0, 0, 0, 0, 0, 0));
        assertThat(report.pace().average()).isEmpty();
        assertThat(report.activity().worked()).isZero();
    }

    @Test
    void a_task_that_took_two_attempts_is_done_and_retried() {
        var report = Report.of(List.of(doneAfterARetry()), NOON.plus(Duration.ofDays(7)));
        assertThat(report.counts()).isEqualTo(new Report.Counts(1, 1, 1, 0, 0, 2));
        assertThat(report.donePerWeek()).isEqualTo(1.0);
        assertThat(report.pace().timeToFirstCommit()).contains(Duration.ofMinutes(100));
        assertThat(report.pace().average()).contains(Duration.ofMinutes(15));
        assertThat(report.pace().longest()).contains(Duration.ofMinutes(20));
        assertThat(report.pace().shortest()).contains(Duration.ofMinutes(10));
    }

    @Test
    void a_gap_before_work_that_came_later_is_starvation() {
        var tasks = List.of(doneAfterARetry(), runs("b", at(160), at(170)));
        var activity = Report.of(tasks, at(180)).activity();
        assertThat(activity.starvation()).isEqualTo(1);
        assertThat(activity.starved()).isEqualTo(Duration.ofMinutes(60));
        assertThat(activity.worked()).isEqualTo(Duration.ofMinutes(50));
    }

    @Test
    void a_gap_before_work_that_could_have_been_done_all_along_is_an_engine_that_was_off() {
        var activity = Report.of(List.of(doneAfterARetry()), at(180)).activity();
        assertThat(activity.starvation()).isZero();
        assertThat(Report.of(List.of(doneAfterARetry(), runs("b", NOON, at(170))), at(180)))
                .extracting(report -> report.activity().starvation())
                .isEqualTo(0);
    }

    @Test
    void a_node_without_work_beside_a_busy_one_starves() {
        var tasks =
                List.of(
                        runs("early", NOON, NOON),
                        runsOn("n2", "first", NOON),
                        endedOn("n3", "short", NOON, at(5)),
                        runsOn("n3", "late", at(30)));
        var activity = Report.of(tasks, at(40)).activity();
        assertThat(activity.starvation()).isEqualTo(1);
        assertThat(activity.starved()).isEqualTo(Duration.ofMinutes(25));
        assertThat(activity.worked()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void rates_are_by_the_week() {
        var report = Report.of(List.of(doneAfterARetry()), NOON.plus(Duration.ofDays(14)));
        assertThat(report.donePerWeek()).isEqualTo(0.5);
        assertThat(report.starvationPerWeek()).isZero();
        assertThat(report.reviewHoursPerWeek()).isZero();
    }

    @Test
    void a_cost_that_nobody_knows_is_not_zero() {
        var spending = Report.of(List.of(doneAfterARetry()), NOON).spending().get("claude");
        assertThat(spending).isEqualTo(new Report.Spending(30, 3, new BigDecimal("0.08"), 1));
    }

    @Test
    void a_clock_that_was_set_back_makes_nothing_negative() {
        var report = Report.of(List.of(doneAfterARetry(), runs("b", at(160), at(170))), at(-600));
        assertThat(report.activity().worked().isNegative()).isFalse();
        assertThat(report.activeHoursPerDay()).isNotNegative();
        assertThat(report.donePerWeek()).isNotNegative();
    }

    /// Added at `added` and worked on since `start`.
    private static Task runs(String name, Instant added, Instant start) {
        return running("n1", name, added, start).task(new TaskId(name)).orElseThrow();
    }

    /// Added and at once worked on, until now.
    private static Task runsOn(String node, String name, Instant start) {
        return running(node, name, start, start).task(new TaskId(name)).orElseThrow();
    }

    private static Task endedOn(String node, String name, Instant start, Instant end) {
        var id = new TaskId(name);
        var ending = new Ending(end, Outcome.FAILED, "", Usage.NONE);
        return running(node, name, start, start)
                .apply(new Event.AttemptEnded(end, id, ending, Optional.empty(), Parking.NONE))
                .task(id)
                .orElseThrow();
    }

    private static State running(String node, String name, Instant added, Instant start) {
        var id = new TaskId(name);
        var run = new Attempt.Run(node, "claude", Optional.empty(), "hash", start);
        return State.EMPTY
                .apply(
                        new Event.TaskAdded(
                                added, id, Definition.titled("Do it"), Origin.manual(added)))
                .apply(
                        new Event.Dispatched(
                                start,
                                id,
                                1,
                                new Lease(node, 1, start, start.plusSeconds(60)),
                                run));
    }

    /// Worked on from 12:00 to 12:20 in vain, then from 13:20 to 13:40, of which the agent took 10
    /// minutes.
    private static Task doneAfterARetry() {
        var unknown = new Usage(10, 1, Optional.empty(), "reported");
        var known = new Usage(20, 2, Optional.of(new BigDecimal("0.08")), "reported");
        var again = at(80);
        var delivery = new Delivery(at(90), COMMIT, COMMIT, List.of(), List.of(), known);
        var state =
                State.EMPTY
                        .apply(
                                new Event.TaskAdded(
                                        NOON, A, Definition.titled("Do a"), Origin.manual(NOON)))
                        .apply(dispatched(1, NOON))
                        .apply(
                                new Event.AttemptEnded(
                                        at(20),
                                        A,
                                        new Ending(at(20), Outcome.FAILED, "", unknown),
                                        Optional.empty(),
                                        Parking.NONE))
                        .apply(dispatched(2, again))
                        .apply(new Event.WorkDelivered(at(90), A, delivery))
                        .apply(new Event.IntegrationStarted(at(95), A));
        var end = new Event.TaskEnded(at(100), A, Status.DONE, "", Optional.of(COMMIT));
        return State.end(state.task(A).orElseThrow(), end);
    }

    private static Instant at(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    private static Event dispatched(int number, Instant at) {
        var run = new Attempt.Run("n1", "claude", Optional.empty(), "hash", at);
        return new Event.Dispatched(
                at, A, number, new Lease("n1", number, at, at.plusSeconds(60)), run);
    }
}
