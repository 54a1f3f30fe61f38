package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What a node holds, for how long, and when it is given on.
class LeaseTest {
    @Test
    void an_attempt_that_nothing_is_heard_of_is_lost_and_not_counted() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"));
        scene.silence(Duration.ofMinutes(5).plusMillis(1));
        assertThat(scene.task("a").attempts().getFirst().ending().orElseThrow().outcome())
                .isEqualTo(Outcome.LOST);
        assertThat(scene.last().commands()).contains(new Command.StopAttempt(new TaskId("a"), 1));
    }

    @Test
    void one_that_is_heard_of_goes_on() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        for (var i = 0; i < 10; i++) {
            scene.pass(Duration.ofMinutes(4));
        }
        assertThat(scene.generation("a")).isEqualTo(1);
    }

    @Test
    void what_it_held_is_given_on_when_it_is_known_dead() {
        var scene = Scene.started(Policies.slots(2)).add(task("a").holding("db"));
        scene.asked(new Request.Cancel(new TaskId("a"))).add(task("b").holding("db"));
        assertThat(scene.running()).isEmpty();
        assertThat(scene.obstacles("b")).containsExactly("resource db is held by a");
        scene.dead("a", 1);
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void or_when_its_lease_and_a_grace_are_over() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.asked(new Request.Abandon(new TaskId("a"), "no")).add(task("b"));
        var end = Scene.START.plus(Duration.ofMinutes(5)).plus(Timing.GRACE);
        assertThat(Planner.nextWake(scene.board())).contains(end);
        scene.pass(Duration.between(scene.now(), end));
        assertThat(scene.running()).containsExactly("b");
    }
}
