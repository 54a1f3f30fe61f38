package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.Outcome;
import ai.avyay.planning.Policy.NodeOffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static Forecast of(Premises premises) {
        return Forecast.of(premises, 10, Forecast.HORIZON, _ -> {});
    }

    @Test
    void one_node_with_one_slot_takes_the_sum_of_all_times() {
        var forecast = of(Guess.independent(7).premises());
        assertThat(forecast.within(95)).isEqualTo(HOUR.multipliedBy(7));
        assertThat(forecast.busy()).containsEntry("n1", 1.0);
        assertThat(forecast.mean(Trial.Counts::done)).isEqualTo(7);
    }

    @Test
    void two_slots_take_half_of_it() {
        var premises = new Adjustment.Slots("n1", 2).apply(Guess.independent(8).premises());
        assertThat(of(premises).within(95)).isEqualTo(HOUR.multipliedBy(4));
    }

    @Test
    void dependents_wait_for_what_they_need_and_that_is_no_bottleneck() {
        var forecast = of(Guess.chain(3).slots(5).premises());
        assertThat(forecast.within(50)).isEqualTo(HOUR.multipliedBy(3));
        assertThat(forecast.bottleneck()).isEmpty();
    }

    @Test
    void where_slots_are_scarce_they_are_the_bottleneck() {
        var forecast = of(Guess.independent(7).premises());
        assertThat(forecast.bottleneck().map(wait -> wait.on().text()))
                .contains("a free slot on node n1");
        assertThat(forecast.bottleneck().map(Forecast.Wait::time))
                .contains(HOUR.multipliedBy(1 + 2 + 3 + 4 + 5 + 6));
    }

    @Test
    void where_people_look_once_a_day_the_review_is_the_bottleneck() {
        var premises = Guess.independent(4).reviewed().slots(4).premises();
        var once = of(premises);
        assertThat(once.bottleneck().map(Forecast.Wait::on)).contains(new Bottleneck.Review());
        var often =
                of(new Adjustment.Reviews(new Reviewing.Daily(10, ZoneOffset.UTC)).apply(premises));
        assertThat(often.within(50)).isLessThan(once.within(50));
    }

    @Test
    void a_resource_of_one_holder_is_the_bottleneck_of_those_who_need_it() {
        var forecast = of(Guess.independent(4).holding("database").slots(4).premises());
        assertThat(forecast.bottleneck().map(Forecast.Wait::on))
                .contains(new Bottleneck.Resource("database"));
        assertThat(forecast.within(50)).isEqualTo(HOUR.multipliedBy(4));
    }

    @Test
    void a_task_that_no_node_can_take_is_stuck() {
        var forecast = of(Guess.independent(2).requiring("xcode").premises());
        assertThat(forecast.mean(Trial.Counts::stuck)).isEqualTo(2);
        var other = new NodeOffer("mac", 1, Set.of(Guess.AGENT, "xcode"));
        var helped = of(new Adjustment.AddNode(other).apply(forecast.premises()));
        assertThat(helped.mean(Trial.Counts::done)).isEqualTo(2);
    }

    @Test
    void attempts_fail_as_they_failed_before_and_more_of_them_help() {
        var half = IntStream.range(0, 20).mapToObj(i -> course(i % 2 == 0)).toList();
        var premises = Guess.independent(20).habits(habits(half)).premises();
        var failed = of(premises).mean(Trial.Counts::failed);
        assertThat(failed).isBetween(1.0, 5.0);
        var doubled = of(new Adjustment.AttemptsFactor(2).apply(premises));
        assertThat(doubled.mean(Trial.Counts::failed)).isLessThan(failed);
        assertThat(doubled.attempts()).isGreaterThan(20);
    }

    @Test
    void what_is_known_of_the_cost_is_summed_up_and_the_rest_is_unknown() {
        var known = IntStream.range(0, 10).mapToObj(_ -> course(true)).toList();
        var forecast = of(Guess.independent(5).habits(habits(known)).premises());
        assertThat(forecast.cost(50)).isEqualByComparingTo("2.50");
        assertThat(forecast.unknownCost()).isZero();
        assertThat(of(Guess.independent(5).premises()).unknownCost()).isEqualTo(1);
    }

    @Test
    void a_node_that_there_is_not_is_refused_with_those_that_there_are() {
        var premises = Guess.independent(1).premises();
        assertThatThrownBy(() -> new Adjustment.DropNode("n2").apply(premises))
                .hasMessage("there is no node n2; there are: n1");
    }

    private static Course course(boolean good) {
        return new Course(
                HOUR,
                good ? Outcome.DONE : Outcome.RETRY,
                false,
                Optional.of(new BigDecimal("0.50")));
    }

    private static Habits habits(List<Course> courses) {
        return new Habits(Map.of("", courses), List.of(), List.of(), List.of(), courses.size());
    }
}
