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
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Gate;
import ai.avyay.planning.TaskType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityGateTest {
    private static final Check TESTS = Check.of("tests", "mvn -q verify");
    private static final Check LINT = Check.of("lint", "lint").withReports();

    @TempDir Path folder;
    private RepositoryHub hub;

    @BeforeEach
    void open() throws IOException {
        hub = new RepositoryHub(folder.resolve("hub.git"));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private Gate.Request request(Work work) throws IOException {
        var task = work.task();
        return new Gate.Request(
                task,
                new AttemptRef(task.id(), 1),
                hub.commit(Project.files()),
                hub.commit(work.files()));
    }

    private List<Gate.CheckOrder> orders(Work work) throws IOException {
        return work.gate(hub, GatePolicy.DEFAULT).orders(request(work));
    }

    @Test
    void a_check_with_tests_runs_on_the_commit_and_on_its_base() throws IOException {
        var work = Work.some().checks(TESTS);
        var request = request(work);
        assertThat(work.gate(hub, GatePolicy.DEFAULT).orders(request))
                .extracting(Gate.CheckOrder::commit)
                .containsExactly(request.commit(), request.base());
    }

    @Test
    void a_check_without_reports_runs_on_the_commit_only() throws IOException {
        assertThat(orders(Work.some().checks(LINT))).hasSize(1);
    }

    @Test
    void the_base_itself_is_checked_once() throws IOException {
        var work = Work.none().checks(TESTS, LINT);
        assertThat(orders(work)).extracting(Gate.CheckOrder::name).containsExactly("lint", "tests");
    }

    @Test
    void nothing_to_check_is_nothing_to_run() throws IOException {
        assertThat(orders(Work.none().without())).isEmpty();
    }

    @Test
    void the_checks_of_the_task_go_before_those_of_its_type() throws IOException {
        var all = Work.some().checks(TESTS, LINT);
        var types = new TaskType(Review.NONE, 80, Optional.of(List.of("tests")));
        var own = all.asking(acceptance -> acceptance.withChecks(List.of("lint")));
        var checks = Map.of("tests", TESTS, "lint", LINT);
        var gate = new QualityGate(hub, checks, _ -> types, GatePolicy.DEFAULT, _ -> List.of());
        assertThat(names(gate.orders(request(own)))).containsOnly("lint");
        assertThat(names(gate.orders(request(all)))).containsOnly("tests");
        assertThat(names(orders(all))).containsOnly("lint", "tests");
    }

    private static List<String> names(List<Gate.CheckOrder> orders) {
        return orders.stream().map(Gate.CheckOrder::name).toList();
    }

    @Test
    void an_order_says_all_that_the_check_says() throws IOException {
        var check =
                Check.of("gpu", "make gpu")
                        .withReports("out/*.xml")
                        .withConditions(
                                new Check.Conditions(
                                        List.of("gpu"),
                                        Execution.Network.OPEN,
                                        List.of("maven"),
                                        Duration.ofMinutes(7)));
        var order = orders(Work.some().checks(check)).getFirst();
        assertThat(order.command()).isEqualTo("make gpu");
        assertThat(order.key()).isEqualTo(check.key(List.of()));
        assertThat(order.capabilities()).containsExactly("gpu");
        assertThat(order.reports()).containsExactly("out/*.xml");
        assertThat(order.timeout()).isEqualTo(Duration.ofMinutes(7));
        assertThat(order.surroundings().network()).isEqualTo(Execution.Network.OPEN);
        assertThat(order.surroundings().home()).isEmpty();
    }

    @Test
    void a_check_sees_its_caches_as_they_are_when_it_is_ordered() throws IOException {
        var usual = Check.Conditions.DEFAULT;
        var check =
                TESTS.withConditions(
                        new Check.Conditions(
                                List.of(), usual.network(), List.of("maven"), usual.timeout()));
        var filled = new ArrayList<>(List.of(new Execution.Layer(folder.resolve("1"), ".m2")));
        var gate =
                new QualityGate(
                        hub,
                        Map.of("tests", check),
                        _ -> TaskType.DEFAULT,
                        GatePolicy.DEFAULT,
                        name -> name.equals("maven") ? List.copyOf(filled) : List.of());
        var request = request(Work.some());
        var first = gate.orders(request).getFirst();
        assertThat(first.surroundings().layers()).isEqualTo(filled);

        filled.set(0, new Execution.Layer(folder.resolve("2"), ".m2"));
        var second = gate.orders(request).getFirst();
        assertThat(second.surroundings().layers()).isEqualTo(filled);
        assertThat(second.key()).as("is run anew").isNotEqualTo(first.key());
    }

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
    void a_policy_may_let_more_in() throws IOException {
        var work = Work.some().bytes("logo.png", (byte) 1, (byte) 0).write("x.txt", "long enough");
        var droppings = new GatePolicy.Droppings(10, List.of("*.png"), List.of());
        var policy = new GatePolicy(List.of(), List.of(), List.of(), List.of(), droppings);
        var report = work.judged(hub, folder.resolve("runs"), policy);
        assertThat(report.objections())
                .singleElement()
                .asString()
                .startsWith("larger than 10 bytes: ")
                .contains("x.txt");
    }

    private static GatePolicy more(List<String> forbidden, List<String> reviewed) {
        var none = new GatePolicy.Droppings(5L << 20, List.of(), List.of());
        return GatePolicy.DEFAULT.and(
                new GatePolicy(forbidden, List.of(), reviewed, List.of(), none));
    }

    @Test
    void a_policy_may_ask_for_more_reviews_and_for_fewer() throws IOException {
        var work = Work.some().write("db/1.sql", "drop table x;\n").write(".ci/run", "true\n");
        assertThat(work.judged(hub, folder.resolve("usual")).reviewReasons())
                .containsExactly("tools execute this by themselves: .ci/run");
        var other = more(List.of(), List.of("db/**", "!.ci/**"));
        assertThat(work.judged(hub, folder.resolve("other"), other).reviewReasons())
                .containsExactly("avyay.yaml wants this reviewed: db/1.sql");
    }

    @Test
    void a_policy_may_forbid_more() throws IOException {
        var work = Work.some().write("infra/main.tf", "x\n");
        assertThat(work.judged(hub, folder.resolve("usual")).accepted()).isTrue();
        assertThat(
                        work.judged(
                                        hub,
                                        folder.resolve("other"),
                                        more(List.of("infra/**"), List.of()))
                                .objections())
                .containsExactly("no task may change this: infra/main.tf");
    }

    @Test
    void a_definition_has_one_key() {
        assertThat(key(TESTS)).isEqualTo(key(Check.of("tests", "mvn -q verify"))).hasSize(32);
        assertThat(
                        List.of(
                                TESTS,
                                LINT,
                                TESTS.withReports(),
                                TESTS.withReports("a", "b"),
                                TESTS.withReports("a, b"),
                                TESTS.withStanding(2, false),
                                TESTS.withProtects()))
                .extracting(QualityGateTest::key)
                .doesNotHaveDuplicates();
    }

    private static String key(Check check) {
        return check.key(List.of());
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
