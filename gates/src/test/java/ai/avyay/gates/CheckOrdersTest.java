package ai.avyay.gates;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Review;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Gate;
import ai.avyay.planning.TaskType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a gate wants to have run before it judges.
class CheckOrdersTest extends GateFixture {
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

    @Test
    void what_is_required_is_run_on_every_change_whatever_a_task_names() throws IOException {
        var needed = TESTS.withStanding(1, true);
        var changed = Work.some().checks(needed, LINT);
        var none = changed.asking(acceptance -> acceptance.withChecks(List.of()));
        var lint = changed.asking(acceptance -> acceptance.withChecks(List.of("lint")));
        assertThat(names(orders(none))).containsOnly("tests");
        assertThat(names(orders(lint))).containsOnly("lint", "tests");
        var unchanged = Work.none().checks(needed, LINT);
        assertThat(names(orders(unchanged.asking(asked -> asked.withChecks(List.of("lint"))))))
                .containsOnly("lint");
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
                .extracting(CheckOrdersTest::key)
                .doesNotHaveDuplicates();
    }

    private static String key(Check check) {
        return check.key(List.of());
    }
}
