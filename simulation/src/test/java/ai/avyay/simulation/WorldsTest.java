package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Worlds in which everything goes wrong: 2,000 of them, 20,000 in a soak, `-Davyay.worlds=N`, or
/// the one of `-Davyay.world=SEED`.
class WorldsTest {
    private static final long STANDARD = 2_000;
    private static final long SOAK = 20_000;

    @Test
    void all_laws_hold_in_every_world() {
        var began = System.nanoTime();
        var steps = recipes().parallel().mapToLong(WorldsTest::lived).sum();
        var time = Duration.ofNanos(System.nanoTime() - began);
        System.out.printf(
                "worlds: %d steps in %d ms, %,d steps a second%n",
                steps, time.toMillis(), steps * 1000 / Math.max(1, time.toMillis()));
    }

    private static Stream<Recipe> recipes() {
        var one = System.getProperty("avyay.world");
        return one == null
                ? LongStream.rangeClosed(1, Long.getLong("avyay.worlds", usual()))
                        .mapToObj(Recipe::of)
                : Stream.of(Recipe.parse(one));
    }

    private static long usual() {
        return Boolean.getBoolean("avyay.soak") ? SOAK : STANDARD;
    }

    private static long lived(Recipe recipe) {
        var verdict = new World(recipe).run();
        if (!verdict.isGood()) {
            var smallest = new Shrinker(other -> new World(other).run()).smallest(verdict);
            fail(verdict.text() + "\nsmallest: " + smallest.text());
        }
        return verdict.steps();
    }

    @Test
    void a_world_is_the_same_each_time() {
        for (var seed = 1; seed <= 5; seed++) {
            assertThat(new World(Recipe.of(seed)).run())
                    .isEqualTo(new World(Recipe.of(seed)).run());
        }
    }
}
