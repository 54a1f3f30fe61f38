package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Attempt;
import ai.avyay.domain.CheckResult;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Review;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Gate;
import ai.avyay.planning.TaskType;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// From what was run to a score and a verdict.
class QualityGateTest extends GateFixture {
    @Test
    void the_score_is_the_weighted_mean_rounded_down() throws IOException {
        var report =
                Work.some()
                        .checks(TESTS.withStanding(2, false), LINT.withStanding(1, false))
                        .before(Work.GREEN)
                        .now(Work.GREEN)
                        .run("lint now", new Work.Run(new Exit.Exited(1), "", Map.of()))
                        .judged(hub, folder.resolve("runs"));
        assertThat(report.score()).isEqualTo(66);
        assertThat(report.threshold()).isEqualTo(80);
        assertThat(report.accepted()).isFalse();
    }

    @Test
    void the_threshold_of_the_task_goes_before_that_of_its_type_and_80_is_the_last_word()
            throws IOException {
        var plain = Work.some().without();
        var own =
                plain.asking(asked ->
                        new Acceptance(
                                asked.deliverables(),
                                asked.checks(),
                                Optional.of(95),
                                asked.scope(),
                                asked.review()));
        var strict = new TaskType(Review.NONE, 90, Optional.empty());
        assertThat(threshold(own, strict)).isEqualTo(95);
        assertThat(threshold(plain, strict)).isEqualTo(90);
        assertThat(threshold(plain, TaskType.DEFAULT)).isEqualTo(80);
    }

    private int threshold(Work work, TaskType type) throws IOException {
        return new QualityGate(hub, Map.of(), _ -> type, GatePolicy.DEFAULT, _ -> List.of())
                .judge(request(work), List.of())
                .threshold();
    }

    @Test
    void a_required_check_that_fails_outweighs_every_score() throws IOException {
        var report =
                Work.some()
                        .checks(TESTS.withStanding(1, true), LINT.withStanding(99, false))
                        .before(Work.GREEN)
                        .now(new Work.Run(new Exit.Exited(1), "", Map.of()))
                        .judged(hub, folder.resolve("runs"));
        assertThat(report.score()).isEqualTo(99);
        assertThat(report.accepted()).isFalse();
    }

    @Test
    void a_check_that_did_not_run_scores_nothing() throws IOException {
        var work = Work.some().checks(TESTS);
        var report = work.gate(hub, GatePolicy.DEFAULT).judge(request(work), List.of());
        assertThat(report.score()).isZero();
        assertThat(report.checks().getFirst().findings()).containsExactly("the check was not run");
    }

    @Test
    void the_order_of_runs_does_not_matter() throws IOException {
        var work = Work.some().checks(TESTS, LINT);
        var request = request(work);
        var gate = work.gate(hub, GatePolicy.DEFAULT);
        var runs =
                gate.orders(request).stream()
                        .map(order ->
                                new Gate.CheckRun(
                                        order,
                                        new Exit.Exited(order.name().equals("lint") ? 1 : 0),
                                        folder.resolve(order.key() + order.commit())))
                        .toList();
        assertThat(gate.judge(request, runs.reversed())).isEqualTo(gate.judge(request, runs));
    }

    @Test
    void a_commit_that_is_its_own_base_is_judged_by_its_checks() throws IOException {
        var tip = hub.commit(Project.files());
        assertThat(judgedAs(tip, new Exit.Exited(0)).getFirst().passed()).isTrue();
        assertThat(judgedAs(tip, new Exit.Exited(1)).getFirst().passed()).isFalse();
    }

    private List<CheckResult> judgedAs(CommitId tip, Exit exit) {
        var work = Work.none().checks(TESTS);
        var task = work.task();
        var request = new Gate.Request(task, new AttemptRef(task.id(), 1), tip, tip);
        var gate = work.gate(hub, GatePolicy.DEFAULT);
        var runs =
                gate.orders(request).stream()
                        .map(order -> new Gate.CheckRun(order, exit, folder.resolve("none")))
                        .toList();
        return gate.judge(request, runs).checks();
    }

    @Test
    void a_change_to_a_borrowed_artifact_does_not_count_because_it_does_not_ship()
            throws IOException {
        var work = Work.some().allowed("src/**").write("docs/conflicts.md", "changed\n");
        assertThat(judgedBorrowing(work, List.of()).accepted()).isFalse();
        assertThat(judgedBorrowing(work, List.of("docs/conflicts.md")).accepted()).isTrue();
    }

    private QualityReport judgedBorrowing(Work work, List<String> borrowed) throws IOException {
        var asked = request(work.without());
        var delivery =
                new Delivery(
                        Instant.EPOCH,
                        asked.base(),
                        asked.commit(),
                        List.of(),
                        borrowed,
                        Usage.NONE);
        var results =
                new Attempt.Results(
                        Optional.of(delivery),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var run = new Attempt.Run("local", "shell", Optional.empty(), "c", Instant.EPOCH);
        var task = asked.task();
        var tried =
                new Task(
                        task.id(),
                        task.definition(),
                        task.origin(),
                        task.stage(),
                        1,
                        List.of(new Attempt(1, 1, run, results)));
        return work.without()
                .gate(hub, GatePolicy.DEFAULT)
                .judge(
                        new Gate.Request(tried, asked.attempt(), asked.base(), asked.commit()),
                        List.of());
    }
}
