package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The engine is killed just before and just after each write and each command of some small
/// worlds, once at each, and every law still holds.
class CrashPointsTest {
    private static final int WORLDS = 5;
    private static final int TASKS = 4;

    @TestFactory
    Stream<DynamicTest> a_kind_world_survives_a_crash_at_every_point() {
        return LongStream.rangeClosed(1, WORLDS)
                .mapToObj(seed -> Recipe.of(seed).withTasks(TASKS).withFaults(Set.of()))
                .map(recipe -> DynamicTest.dynamicTest(recipe.text(), () -> survives(recipe)));
    }

    @TestFactory
    Stream<DynamicTest> so_does_one_in_which_work_is_sent_back() {
        return LongStream.rangeClosed(1, WORLDS)
                .mapToObj(seed ->
                        Recipe.of(seed)
                                .withTasks(TASKS)
                                .withFaults(
                                        Set.of(
                                                Fault.POOR_WORK,
                                                Fault.CONFLICTS,
                                                Fault.USER_COMMITS)))
                .map(recipe -> DynamicTest.dynamicTest(recipe.text(), () -> survives(recipe)));
    }

    private static void survives(Recipe recipe) {
        var undisturbed = new World(recipe).run();
        assertThat(undisturbed.crashPoints()).isPositive();
        for (var point = 1L; point <= undisturbed.crashPoints(); point++) {
            var verdict = new World(recipe.withCrashPoint(point)).run();
            if (!verdict.isGood()) {
                fail(verdict.text());
            }
        }
    }

    @Test
    void a_crash_at_a_point_is_a_crash() {
        var recipe = Recipe.of(1).withTasks(TASKS).withFaults(Set.of());
        assertThat(new World(recipe.withCrashPoint(3)).run().steps())
                .isNotEqualTo(new World(recipe).run().steps());
    }
}
