package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    private static final Recipe BIG = Recipe.of(1).withTasks(9).withFaults(Set.of(Fault.values()));

    private static Verdict verdict(Recipe recipe, boolean fails) {
        var breach = new Verdict.Breach("the law", "how");
        return new Verdict(
                recipe, 1, 1, Instant.EPOCH, fails ? Optional.of(breach) : Optional.empty());
    }

    private static Recipe smallest(Predicate<Recipe> fails) {
        return new Shrinker(recipe -> verdict(recipe, fails.test(recipe)))
                .smallest(verdict(BIG, true))
                .recipe();
    }

    @Test
    void what_does_not_matter_goes() {
        var smallest =
                smallest(
                        recipe -> recipe.tasks() >= 3 && recipe.faults().contains(Fault.NODES_LIE));
        assertThat(smallest).isEqualTo(BIG.withTasks(3).withFaults(Set.of(Fault.NODES_LIE)));
    }

    @Test
    void what_matters_all_of_it_stays() {
        assertThat(smallest(BIG::equals)).isEqualTo(BIG);
    }

    @Test
    void the_seed_stays() {
        assertThat(smallest(_ -> true)).isEqualTo(BIG.withTasks(1).withFaults(Set.of()));
    }
}
