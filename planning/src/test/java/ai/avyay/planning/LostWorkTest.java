package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.EngineState;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import org.junit.jupiter.api.Test;

/// Work that was delivered and is gone since, because the hub was lost.
class LostWorkTest {
    private static void isDoneAgain(Scene scene) {
        assertThat(scene.running()).containsExactly("a");
        var first = scene.task("a").attempts().getFirst().ending().orElseThrow();
        assertThat(first.outcome()).isEqualTo(Outcome.LOST);
        assertThat(first.counts()).isFalse();
        assertThat(
                        scene.board()
                                .state()
                                .engine()
                                .breaker(EngineState.BreakerKey.node("n1"))
                                .failures())
                .isZero();
    }

    @Test
    void is_done_again_when_it_was_being_verified() {
        var scene = Scene.started(Policies.slots(1)).add(task("a")).deliver("a");
        isDoneAgain(scene.stop("a", Outcome.LOST));
    }

    @Test
    void is_done_again_when_it_waited_for_a_person_who_is_told() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").reviewed()).deliver("a");
        scene.judge("a", 100).stop("a", Outcome.LOST);
        assertThat(scene.commands(Command.Tell.class).getLast().text()).contains("a is done again");
        isDoneAgain(scene);
    }

    @Test
    void is_done_again_when_it_was_being_integrated_and_the_next_may_be() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"), task("b"));
        scene.deliver("a").deliver("b").judge("a", 100).judge("b", 100);
        scene.stop("a", Outcome.LOST);
        isDoneAgain(scene);
        assertThat(scene.ship("b").status("b")).isEqualTo(Status.DONE);
    }

    @Test
    void nothing_else_ends_what_waits_for_a_person() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").reviewed()).deliver("a");
        scene.judge("a", 100).stop("a", Outcome.FAILED);
        assertThat(scene.status("a")).isEqualTo(Status.IN_REVIEW);
    }
}
