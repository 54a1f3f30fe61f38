package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The way of a task, by examples.
class PlannerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void from_added_to_done() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
        scene.deliver("a");
        assertThat(scene.status("a")).isEqualTo(Status.VERIFYING);
        assertThat(scene.commands(Command.Judge.class)).hasSize(1);
        scene.judge("a", 100);
        assertThat(scene.status("a")).isEqualTo(Status.INTEGRATING);
        assertThat(scene.commands(Command.Integrate.class)).hasSize(1);
        scene.candidate("a");
        assertThat(scene.commands(Command.Ship.class)).hasSize(1);
        scene.ship("a");
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
        assertThat(scene.task("a").attempts().getLast().ending().orElseThrow().outcome())
                .isEqualTo(Outcome.DONE);
    }

    @Test
    void the_end_of_one_starts_the_next_at_once() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"), task("b").after("a"));
        scene.finish("a");
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void nothing_is_dispatched_before_the_branch_was_seen_or_while_paused_or_draining() {
        var scene = Scene.asleep(Policies.slots(1)).add(task("a"));
        assertThat(scene.running()).isEmpty();
        scene.start();
        assertThat(scene.running()).containsExactly("a");
        scene.asked(new Request.Pause("lunch")).finish("a").add(task("b"));
        assertThat(scene.running()).isEmpty();
        scene.asked(new Request.Resume());
        assertThat(scene.running()).containsExactly("b");
        scene.signal(new Signal.Draining()).finish("b").add(task("c"));
        assertThat(scene.running()).isEmpty();
    }

    @Test
    void work_below_the_threshold_goes_back_until_the_attempts_are_used_up() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(2));
        scene.deliver("a").judge("a", 40);
        assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
        assertThat(scene.task("a").attempts()).hasSize(2);
        scene.deliver("a").judge("a", 50);
        assertThat(scene.status("a")).isEqualTo(Status.FAILED);
        assertThat(scene.commands(Command.Tell.class).getFirst().text())
                .contains("attempt 2 of 2", "avyay retry a");
    }

    @Test
    void the_lane_takes_one_at_a_time_in_the_order_of_delivery() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"), task("b"));
        scene.pass(MINUTE).deliver("b").pass(MINUTE).deliver("a");
        scene.judge("a", 100);
        assertThat(scene.commands(Command.Integrate.class)).hasSize(1);
        scene.judge("b", 100);
        assertThat(scene.commands(Command.Integrate.class)).isEmpty();
        scene.candidate("a").ship("a");
        assertThat(scene.commands(Command.Integrate.class))
                .extracting(integrate -> integrate.task().id().value())
                .containsExactly("b");
    }

    @Test
    void a_branch_that_moved_makes_a_new_candidate() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.deliver("a").judge("a", 100).candidate("a");
        scene.signal(new Signal.BranchMoved(new TaskId("a"), 1));
        assertThat(scene.task("a").stage()).isEqualTo(new Stage.Integrating(Optional.empty()));
        assertThat(scene.commands(Command.Integrate.class)).hasSize(1);
        scene.candidate("a").ship("a");
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
    }

    @Test
    void a_conflict_goes_back_and_counts() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(1));
        scene.deliver("a").judge("a", 100);
        scene.signal(
                new Signal.IntegrationRefused(
                        new TaskId("a"), 1, "conflicts in x", Optional.empty()));
        assertThat(scene.status("a")).isEqualTo(Status.FAILED);
        assertThat(scene.board().sightings().lane()).isEmpty();
    }

    @Test
    void log_lines_say_what_happened() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.finish("a");
        assertThat(scene.log())
                .containsSubsequence(
                        "a: added",
                        "a: dispatched to n1 (attempt 1)",
                        "a: scored 100 (needs 80); a: to be integrated",
                        "a: about to ship 0000000000",
                        "a: done as 0000000000");
    }
}
