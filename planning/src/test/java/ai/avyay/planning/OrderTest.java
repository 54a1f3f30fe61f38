package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.TaskId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Who comes first of those that could begin.
class OrderTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void higher_priority_first_then_the_longer_eligible() {
        var scene = Scene.started(Policies.none());
        scene.add(task("low").priority(10), task("high").priority(90)).pass(MINUTE);
        scene.add(task("late").priority(90));
        assertThat(scene.ready()).containsExactly("high", "late", "low");
    }

    @Test
    void waiting_makes_up_for_priority() {
        var scene = Scene.started(Policies.none()).add(task("old").priority(0));
        scene.pass(HOUR.multipliedBy(51)).add(task("new").priority(100));
        assertThat(scene.ready()).containsExactly("old", "new");
    }

    @Test
    void an_edit_of_the_priority_moves_a_waiting_task() {
        var scene = Scene.started(Policies.none()).add(task("a"), task("b"));
        scene.asked(new Request.Edit(new TaskId("b"), task("b").priority(60).definition()));
        assertThat(scene.ready()).containsExactly("b", "a");
    }
}
