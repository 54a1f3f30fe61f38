package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ai.avyay.domain.DurationHistory;
import ai.avyay.domain.EngineState;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Estimates.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pcollections.HashTreePMap;

/// How long an attempt should take, and when it is stopped.
class EstimatesTest {
    private static final double[] ONE_TO_TEN = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    private static final double[] NINE = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    private static final double[] SKEWED = {90, 1, 40, 1, 8, 1, 2, 5, 2, 3};
    private static final Duration OWN = minutes(45);

    /// Minutes that tasks of the type really took, minutes after which others were stopped, and
    /// what follows. By hand: of 10 the eighth leaves at most a quarter above it. One that was
    /// stopped counts among those still at work up to then, and says nothing of later.
    static Stream<Arguments> histories() {
        return Stream.of(
                arguments("the eighth of ten", real(ONE_TO_TEN), 8, Source.HISTORY),
                arguments("not the middle (2), not the most (90)", real(SKEWED), 8, Source.HISTORY),
                arguments("ten alike", real(5, 5, 5, 5, 5, 5, 5, 5, 5, 5), 5, Source.HISTORY),
                arguments(
                        "stopped before any was done: says nothing",
                        stopped(real(ONE_TO_TEN), 0.5, 0.5, 0.5),
                        8,
                        Source.HISTORY),
                arguments(
                        "stopped at 7.5: as 7.5 it would give 7.5, left out 8",
                        stopped(real(ONE_TO_TEN), 7.5, 7.5),
                        9,
                        Source.HISTORY),
                arguments(
                        "three stopped at 30, so that 10 leaves 3 of 13",
                        stopped(real(ONE_TO_TEN), 30, 30, 30),
                        10,
                        Source.HISTORY),
                arguments(
                        "four stopped, so that it is more than 30, and 30 is what is known",
                        stopped(real(ONE_TO_TEN), 20, 25, 30, 30),
                        30,
                        Source.HISTORY),
                arguments("nine are too few", real(NINE), 45, Source.TASK),
                arguments(
                        "stopped ones are no durations, so nine stay too few",
                        stopped(real(NINE), 30, 30, 30, 30, 30),
                        45,
                        Source.TASK),
                arguments(
                        "none that ended by itself",
                        stopped(real(), 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2),
                        45,
                        Source.TASK));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void the_estimate_is_the_p75_of_what_the_type_took(
            String reason, DurationHistory history, int expected, Source source) {
        var estimate = Estimates.of(of("code", Optional.of(OWN)), after(history), Timing.DEFAULT);
        assertThat(estimate)
                .as(reason)
                .isEqualTo(new Estimates.Estimate(minutes(expected), source));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void the_order_in_which_they_came_does_not_matter(
            String reason, DurationHistory history, int expected, Source source) {
        var samples = new ArrayList<>(history.samples());
        Collections.reverse(samples);
        the_estimate_is_the_p75_of_what_the_type_took(
                reason, new DurationHistory(samples), expected, source);
    }

    @Test
    void other_types_do_not_count() {
        assertThat(estimate("prose", Optional.of(OWN), real(ONE_TO_TEN)))
                .isEqualTo(new Estimates.Estimate(OWN, Source.TASK));
    }

    @Test
    void without_history_and_without_an_own_one_the_estimate_is_the_default() {
        assertThat(estimate("code", Optional.empty(), real(NINE)))
                .isEqualTo(new Estimates.Estimate(Timing.DEFAULT.estimate(), Source.DEFAULT));
    }

    @Test
    void a_delivery_is_a_duration_and_a_timeout_says_at_least() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").type("code"));
        scene.pass(minutes(30)).stop("a", Outcome.TIMED_OUT);
        scene.pass(minutes(40)).finish("a");
        assertThat(scene.board().state().engine().durations())
                .isEqualTo(
                        Map.of(
                                "code",
                                new DurationHistory(
                                        List.of(
                                                new DurationHistory.Sample(minutes(30), true),
                                                new DurationHistory.Sample(minutes(40), false)))));
    }

    @Test
    void quick_tasks_before_it_do_not_have_a_slow_one_stopped_after_seconds() {
        assertThat(timeout(afterQuickOnes(Duration.ofSeconds(1))))
                .isEqualTo(Estimates.SHORTEST_TIMEOUT);
    }

    @Test
    void long_tasks_before_it_give_it_twice_their_time() {
        assertThat(timeout(afterQuickOnes(minutes(20)))).isEqualTo(minutes(40));
    }

    @Test
    void each_timeout_in_a_row_doubles_the_next_four_times_at_most() {
        var scene =
                Scene.started(Policies.slots(1)).add(task("a").estimated(minutes(5)).attempts(9));
        for (var expected : new int[] {10, 20, 40, 80, 160, 160}) {
            assertThat(timeout(scene)).isEqualTo(minutes(expected));
            scene.pass(minutes(expected)).stop("a", Outcome.TIMED_OUT);
        }
    }

    @Test
    void quick_tasks_meanwhile_do_not_take_the_doubling_away() {
        var scene =
                Scene.started(Policies.slots(2))
                        .add(task("slow").priority(0).estimated(minutes(30)).attempts(9));
        assertThat(timeout(scene)).isEqualTo(minutes(60));
        scene.pass(minutes(60)).stop("slow", Outcome.TIMED_OUT);
        quickOnes(scene, minutes(6));
        assertThat(timeout(scene)).isEqualTo(minutes(120));
    }

    @Test
    void a_clock_that_jumped_does_not_let_it_run_for_days() {
        var scene =
                Scene.started(Policies.slots(1)).add(task("a").estimated(minutes(5)).attempts(9));
        scene.pass(Duration.ofDays(3)).stop("a", Outcome.TIMED_OUT);
        assertThat(timeout(scene)).isEqualTo(minutes(160));
    }

    private static Scene afterQuickOnes(Duration each) {
        return quickOnes(Scene.started(Policies.slots(1)), each).add(task("slow"));
    }

    private static Scene quickOnes(Scene scene, Duration each) {
        IntStream.rangeClosed(1, Estimates.ENOUGH)
                .mapToObj(number -> "q" + number)
                .forEach(id -> scene.add(task(id)).pass(each).finish(id));
        return scene;
    }

    private static Duration timeout(Scene scene) {
        var board = scene.board();
        var slow = board.state().live().values().iterator().next();
        return Estimates.timeout(slow, board.state(), board.policy().timing());
    }

    private static Estimates.Estimate estimate(
            String type, Optional<Duration> own, DurationHistory history) {
        return Estimates.of(of(type, own), after(history), Timing.DEFAULT);
    }

    private static Task of(String type, Optional<Duration> own) {
        var limits = new Limits(own, Optional.empty(), Optional.empty());
        var added = task("a").type(type).added(Scene.START);
        return Task.added(new TaskId("a"), added.definition().withLimits(limits), added.origin());
    }

    /// After tasks of the type `code`.
    private static State after(DurationHistory history) {
        var engine = EngineState.NEW;
        return new State(
                State.EMPTY.live(),
                State.EMPTY.ended(),
                new EngineState(
                        engine.pause(),
                        engine.breakers(),
                        HashTreePMap.singleton("code", history),
                        engine.nodes()));
    }

    private static DurationHistory real(double... minutes) {
        return new DurationHistory(samples(false, minutes).toList());
    }

    private static DurationHistory stopped(DurationHistory others, double... minutes) {
        return new DurationHistory(
                Stream.concat(others.samples().stream(), samples(true, minutes)).toList());
    }

    private static Stream<DurationHistory.Sample> samples(boolean censored, double... minutes) {
        return Arrays.stream(minutes)
                .mapToObj(length -> Duration.ofSeconds((long) (length * 60)))
                .map(length -> new DurationHistory.Sample(length, censored));
    }

    private static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }
}
