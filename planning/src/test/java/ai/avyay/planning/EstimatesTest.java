package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// When an attempt is stopped.
class EstimatesTest {
    private static Scene afterQuickOnes(Duration each) {
        var scene = Scene.started(Policies.slots(1));
        IntStream.rangeClosed(1, Estimates.ENOUGH)
                .mapToObj(number -> "q" + number)
                .forEach(id -> scene.add(task(id)).pass(each).finish(id));
        return scene.add(task("slow"));
    }

    @Test
    void quick_tasks_before_it_do_not_have_a_slow_one_stopped_after_seconds() {
        assertThat(timeout(afterQuickOnes(Duration.ofSeconds(1))))
                .isEqualTo(Estimates.SHORTEST_TIMEOUT);
    }

    @Test
    void long_tasks_before_it_give_it_twice_their_time() {
        assertThat(timeout(afterQuickOnes(Duration.ofMinutes(20))))
                .isEqualTo(Duration.ofMinutes(40));
    }

    private static Duration timeout(Scene scene) {
        var board = scene.board();
        var slow = board.state().live().values().iterator().next();
        return Estimates.timeout(slow, board.state(), board.policy().timing());
    }
}
