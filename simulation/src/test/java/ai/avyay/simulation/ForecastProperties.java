package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ForecastProperties {
    private static final Outcome[] OUTCOMES = {
        Outcome.DONE, Outcome.RETRY, Outcome.DONE, Outcome.PROVIDER_ERROR, Outcome.DONE
    };

    private static Premises premises(int tasks, int seed) {
        var chance = Chance.of(seed, "courses");
        var courses = new ArrayList<Course>();
        for (var i = 0; i < 2 * Habits.ENOUGH; i++) {
            var working = chance.between(Duration.ofMinutes(1), Duration.ofMinutes(50));
            var outcome = OUTCOMES[chance.below(OUTCOMES.length)];
            courses.add(new Course(working, outcome, false, Optional.empty()));
        }
        var habits = new Habits(Map.of("", courses), List.of(), List.of(), List.of(), 20);
        return Guess.independent(tasks).habits(habits).premises();
    }

    @Property(tries = 30)
    void the_same_seed_gives_the_same_trial(
            @ForAll @IntRange(min = 1, max = 12) int tasks, @ForAll int seed) {
        var premises = premises(tasks, seed);
        assertThat(Trial.of(premises, seed, Forecast.HORIZON))
                .isEqualTo(Trial.of(premises, seed, Forecast.HORIZON));
    }

    @Property(tries = 20)
    void every_task_is_counted_once(
            @ForAll @IntRange(min = 1, max = 12) int tasks, @ForAll int seed) {
        var counts = Trial.of(premises(tasks, seed), seed, Duration.ofHours(5)).tasks();
        assertThat(counts.done() + counts.failed() + counts.unfinished() + counts.stuck())
                .isEqualTo(tasks);
    }

    @Property(tries = 20)
    void one_more_node_does_not_make_independent_tasks_much_later(
            @ForAll @IntRange(min = 1, max = 12) int tasks, @ForAll int seed) {
        var premises = premises(tasks, seed);
        var more = new Adjustment.AddNodeLike("n1").apply(premises);
        assertThat(mean(more)).isLessThanOrEqualTo(mean(premises) * 1.05);
    }

    private static double mean(Premises premises) {
        return Forecast.of(premises, 10, Forecast.HORIZON, _ -> {}).trials().stream()
                .mapToLong(trial -> Duration.between(premises.start(), trial.end()).toMillis())
                .average()
                .orElseThrow();
    }
}
