package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// An engine that is started again.
class RestartTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void tries_what_died_with_the_engine_again_at_once_and_blames_nobody() {
        var policies = Policies.slots(4).breaking(2, HOUR);
        var scene = Scene.started(policies).add(task("a"), task("b"), task("c"));
        for (var i = 0; i < 3; i++) {
            scene.restart();
            assertThat(scene.running()).containsExactly("a", "b", "c");
            assertThat(scene.board().state().engine().breakers()).isEmpty();
        }
        assertThat(scene.task("a").attempts().getFirst().ending().orElseThrow().outcome())
                .isEqualTo(Outcome.LOST);
    }

    @Test
    void judges_delivered_work_again_and_finds_the_lane_again() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"), task("b"));
        scene.deliver("a").deliver("b").judge("b", 100).candidate("b");
        scene.restart();
        assertThat(scene.commands(Command.Judge.class)).hasSize(1);
        assertThat(scene.commands(Command.Integrate.class))
                .extracting(integrate -> integrate.task().id().value())
                .containsExactly("b");
    }

    @Test
    void keeps_since_when_a_task_was_eligible_until_the_branch_was_looked_at() {
        var scene = Scene.started(Policies.none()).onBranch("a.txt");
        scene.add(task("a"), task("b").needing("a.txt", "a")).look();
        var since = scene.task("b").stage();
        assertThat(since).isEqualTo(new Stage.Waiting(Optional.of(Scene.START), Parking.NONE));
        scene.pass(HOUR).restart();
        assertThat(scene.task("b").stage()).isEqualTo(since);
    }
}
