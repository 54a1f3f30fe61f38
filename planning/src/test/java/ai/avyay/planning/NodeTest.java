package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.planning.Contact.Vitals;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Which nodes work goes to: those that answer, are not drained, and have breath.
class NodeTest {
    private static final Policies TWO = Policies.slots(1).remote("mbp3", 2);

    @Test
    void nothing_goes_to_a_machine_that_has_not_answered_yet() {
        var scene = Scene.started(Policies.none().remote("mbp3", 1)).add(task("a"));
        assertThat(scene.running()).isEmpty();
        assertThat(scene.obstacles("a")).containsExactly("node mbp3 has not answered yet");
        scene.answers("mbp3");
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void nothing_goes_to_one_that_is_away_until_it_is_back() {
        var scene = Scene.started(Policies.none().remote("mbp3", 1)).answers("mbp3").away("mbp3");
        scene.add(task("a"));
        assertThat(scene.obstacles("a"))
                .containsExactly("node mbp3 cannot be reached since 2026-01-30T10:00:00Z (asleep)");
        scene.answers("mbp3");
        assertThat(scene.running()).containsExactly("a");
        assertThat(scene.log())
                .contains("node mbp3 cannot be reached: asleep", "node mbp3 is back");
    }

    @Test
    void that_it_is_away_is_recorded_once() {
        var scene = Scene.started(TWO).answers("mbp3").away("mbp3").away("mbp3").away("mbp3");
        assertThat(scene.events()).filteredOn(Event.NodeWentAway.class::isInstance).hasSize(1);
    }

    @Test
    void a_word_of_the_machine_is_a_word_of_all_that_works_there() {
        var scene = Scene.started(Policies.none().remote("mbp3", 1)).answers("mbp3").add(task("a"));
        for (var minutes = 0; minutes < 60; minutes += 4) {
            scene.silence(Duration.ofMinutes(4)).answers("mbp3");
        }
        assertThat(scene.generation("a")).isEqualTo(1);
    }

    @Test
    void a_drained_node_finishes_what_it_has_and_takes_nothing_new() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"));
        scene.asked(new Request.Drain("n1", "new battery")).add(task("b"));
        assertThat(scene.running()).containsExactly("a");
        assertThat(scene.obstacles("b"))
                .containsExactly(
                        "node n1 is drained since 2026-01-30T10:00:00Z (new battery); `avyay node undrain n1` lets work go there");
        scene.asked(new Request.Undrain("n1"));
        assertThat(scene.running()).containsExactly("a", "b");
    }

    @Test
    void draining_says_what_is_wrong() {
        var scene = Scene.started(TWO);
        assertThat(scene.refused(new Request.Drain("mpb3", "")))
                .isEqualTo("there is no node mpb3; there are: n1, mbp3");
        assertThat(scene.refused(new Request.Undrain("mbp3")))
                .isEqualTo("node mbp3 is not drained");
        scene.asked(new Request.Drain("mbp3", ""));
        assertThat(scene.refused(new Request.Drain("mbp3", "")))
                .isEqualTo("node mbp3 is drained already");
    }

    @Test
    void heavy_work_waits_for_a_loaded_node_and_light_work_does_not() {
        var policies = Policies.none().limited("mbp3", 2, 0.8);
        var scene = Scene.started(policies).vitals("mbp3", new Vitals(1.2, false, Duration.ZERO));
        scene.add(task("heavy").holding("node:gpu"), task("light"));
        assertThat(scene.running()).containsExactly("light");
        assertThat(scene.obstacles("heavy"))
                .containsExactly(
                        "node mbp3 has a load of 1.2 for each core, heavy work waits above 0.8");
        scene.vitals("mbp3", new Vitals(0.7, true, Duration.ZERO));
        assertThat(scene.obstacles("heavy"))
                .containsExactly("node mbp3 is slowed down by its heat, and this is heavy work");
        scene.vitals("mbp3", new Vitals(0.7, false, Duration.ZERO));
        assertThat(scene.running()).containsExactly("heavy", "light");
    }

    @Test
    void a_node_that_loses_work_comes_after_one_that_does_not() {
        var scene = Scene.started(TWO).answers("mbp3").add(task("a"));
        assertThat(scene.task("a").attempts().getLast().run().node()).isEqualTo("mbp3");
        scene.away("mbp3").silence(Duration.ofMinutes(6)).finish("a").answers("mbp3");
        scene.add(task("b"));
        assertThat(scene.task("b").attempts().getLast().run().node()).isEqualTo("n1");
        scene.add(task("c"));
        assertThat(scene.task("c").attempts().getLast().run().node()).isEqualTo("mbp3");
    }

    @Test
    void how_long_an_agent_took_to_start_is_kept() {
        var scene = Scene.started(Policies.slots(1)).add(task("a")).began("a", 120).finish("a");
        var node = scene.board().state().engine().node("n1").orElseThrow();
        assertThat(node.medianDelay()).isEqualTo(Optional.of(Duration.ofMillis(120)));
        scene.add(task("b")).began("b", 80).stop("b", Outcome.FAILED);
        assertThat(scene.board().state().engine().node("n1").orElseThrow().begun()).isEqualTo(2);
    }
}
