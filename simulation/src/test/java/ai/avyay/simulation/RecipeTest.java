package ai.avyay.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class RecipeTest {
    @Test
    void a_seed_alone_is_written_as_that() {
        assertThat(Recipe.of(42).text()).isEqualTo("42");
        assertThat(Recipe.parse("42")).isEqualTo(Recipe.of(42));
    }

    @Test
    void what_differs_from_its_seed_is_written_out() {
        var recipe =
                Recipe.of(42)
                        .withTasks(3)
                        .withFaults(Set.of(Fault.NODES_DIE, Fault.DISK_FULL))
                        .withCrashPoint(17);
        assertThat(recipe.text()).isEqualTo("42/3/NODES_DIE+DISK_FULL/17");
        assertThat(Recipe.parse(recipe.text())).isEqualTo(recipe);
    }

    @Test
    void a_kind_world_has_no_faults() {
        var recipe = Recipe.parse("42/3/");
        assertThat(recipe.faults()).isEmpty();
        assertThat(recipe.text()).isEqualTo("42/3/");
    }

    @Test
    void an_unknown_fault_is_refused() {
        assertThatThrownBy(() -> Recipe.parse("42/3/RAIN"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("RAIN");
    }

    @Test
    void a_fault_that_is_left_out_leaves_the_draws_of_the_others_alone() {
        var all = new Odds(Recipe.of(1).withFaults(Set.of(Fault.values())));
        var fewer = new Odds(all.recipe().without(Fault.DISK_FULL));
        for (var i = 0; i < 100; i++) {
            all.strike(Fault.DISK_FULL, 2);
            fewer.strike(Fault.DISK_FULL, 2);
            assertThat(all.strike(Fault.NODES_DIE, 2)).isEqualTo(fewer.strike(Fault.NODES_DIE, 2));
        }
    }
}
