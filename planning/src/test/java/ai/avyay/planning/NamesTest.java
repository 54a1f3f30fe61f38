package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// A name that the configuration does not have is not found out by attempts.
class NamesTest {
    private static Scene scene(Sample task) {
        var policies =
                Policies.slots(1).knowing(Set.of("implementation", "research"), Set.of("tests"));
        return Scene.started(policies).add(task);
    }

    @Test
    void a_task_with_a_check_that_there_is_not_waits_for_a_person() {
        var scene = scene(task("a").checkedBy("tests", "nonesuch"));
        assertThat(scene.running()).isEmpty();
        assertThat(scene.conditions("a")).containsExactly(new Condition.UnknownCheck("nonesuch"));
        assertThat(Idleness.of(scene.board(), scene.now())).isInstanceOf(Idleness.Idle.class);
    }

    @Test
    void a_task_whose_type_was_mistyped_waits_for_a_person() {
        var scene = scene(task("a").type("implementaton"));
        assertThat(scene.running()).isEmpty();
        assertThat(scene.conditions("a"))
                .containsExactly(new Condition.MisspeltType("implementaton", "implementation"));
    }

    @Test
    void a_type_that_resembles_none_is_a_type_of_its_own() {
        assertThat(scene(task("a").type("announcement")).running()).containsExactly("a");
    }

    @Test
    void checks_and_types_that_there_are_keep_nothing() {
        var known = task("a").type("research").checkedBy("tests");
        assertThat(scene(known).running()).containsExactly("a");
    }

    @Test
    void a_configuration_that_has_it_lets_the_task_go_on() {
        var scene = scene(task("a").checkedBy("nonesuch"));
        var more = Policies.slots(1).knowing(Set.of(), Set.of("nonesuch"));
        scene.asked(new Request.Reload(more.policy()));
        assertThat(scene.running()).containsExactly("a");
    }
}
