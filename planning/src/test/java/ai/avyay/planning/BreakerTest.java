package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What fails in a row gets nothing more for a while.
class BreakerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private final Policies policies = Policies.slots(3).breaking(3, HOUR);

    private Scene broken() {
        var scene = Scene.started(policies).add(task("a"), task("b"), task("c"), task("d"));
        return scene.stop("a", Outcome.PROVIDER_ERROR)
                .stop("b", Outcome.PROVIDER_ERROR)
                .stop("c", Outcome.PROVIDER_ERROR);
    }

    @Test
    void an_agent_that_fails_in_a_row_gets_nothing_more_and_says_so() {
        var scene = Scene.started(policies).add(task("a"), task("b"), task("c"));
        scene.stop("a", Outcome.PROVIDER_ERROR).stop("b", Outcome.PROVIDER_ERROR);
        scene.stop("c", Outcome.PROVIDER_ERROR);
        assertThat(scene.commands(Command.Tell.class).getFirst().text())
                .contains("nothing more goes to agent shell");
        scene.pass(MINUTE);
        assertThat(scene.running()).isEmpty();
        assertThat(Planner.nextWake(scene.board())).contains(scene.now().minus(MINUTE).plus(HOUR));
    }

    @Test
    void after_its_time_one_attempt_probes() {
        var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
        assertThat(scene.running()).hasSize(1);
    }

    @Test
    void work_closes_it_and_all_go_on() {
        var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
        scene.deliver(scene.running().getFirst());
        assertThat(scene.running()).hasSize(3);
    }

    @Test
    void another_failure_doubles_the_time() {
        var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
        scene.stop(scene.running().getFirst(), Outcome.PROVIDER_ERROR);
        scene.pass(HOUR.minus(MINUTE));
        assertThat(scene.running()).isEmpty();
    }

    @Test
    void a_probe_that_ends_without_a_failure_opens_nothing() {
        var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
        scene.stop(scene.running().getFirst(), Outcome.CANCELLED);
        assertThat(scene.running()).hasSize(1);
    }

    @Test
    void one_whose_time_is_over_wakes_nobody() {
        var scene = broken().signal(new Signal.Draining()).pass(HOUR.multipliedBy(2));
        scene.stop("d", Outcome.DENIED);
        assertThat(Planner.nextWake(scene.board()).filter(at -> !at.isAfter(scene.now())))
                .isEmpty();
    }
}
