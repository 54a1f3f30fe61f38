package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.TaskId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A clock that is set, or a machine that slept, takes nothing from anybody.
class ClockTest {
    private static final Duration HOURS = Duration.ofHours(3);

    @Test
    void what_may_still_be_held_is_not_given_on_because_the_clock_was_set() {
        var scene = Scene.started(Policies.slots(2)).add(task("a").holding("db"));
        scene.asked(new Request.Cancel(new TaskId("a"))).add(task("b").holding("db"));
        scene.clockSet(HOURS).silence(Duration.ofMinutes(5));
        assertThat(scene.running()).isEmpty();
        scene.silence(Timing.GRACE);
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void an_attempt_is_not_lost_because_the_clock_was_set() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.clockSet(HOURS).silence(Duration.ofMinutes(4));
        assertThat(scene.generation("a")).isEqualTo(1);
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void nor_does_it_live_longer_because_the_clock_was_set_back() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.pass(Duration.ofMinutes(1)).clockSet(HOURS.negated());
        scene.silence(Duration.ofMinutes(5).plusMillis(1));
        assertThat(scene.task("a").attempts().getFirst().ending()).isPresent();
    }
}
