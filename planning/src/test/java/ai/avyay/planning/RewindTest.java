package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A rewind restores what was defined then, and loses nothing.
class RewindTest {
    private static final TaskId A = new TaskId("a");

    private Request.Rewind rewind(Scene scene, List<Task> then) {
        var ended =
                then.stream()
                        .map(task -> scene.task(task.id().value()))
                        .filter(task -> task.status().ended())
                        .toList();
        return new Request.Rewind("HEAD~3", then, ended);
    }

    private List<Task> live(Scene scene) {
        return List.copyOf(scene.board().state().live().values());
    }

    @Test
    void cancels_what_runs_and_restores_definitions() {
        var scene = Scene.started(Policies.none()).add(task("a"));
        var then = live(scene);
        scene.asked(new Request.Edit(A, task("a").priority(90).definition()));
        scene.reload(Policies.slots(1));
        assertThat(scene.running()).containsExactly("a");
        scene.asked(new Request.Pause("look")).asked(rewind(scene, then));
        assertThat(scene.status("a")).isEqualTo(Status.WAITING);
        assertThat(scene.task("a").definition().heading().priority()).isEqualTo(50);
        assertThat(scene.task("a").attempts().getLast().ending().orElseThrow().outcome())
                .isEqualTo(Outcome.CANCELLED);
        scene.dead("a", 1).asked(new Request.Resume());
        assertThat(scene.generation("a")).isEqualTo(2);
        assertThat(scene.task("a").nextAttempt()).isEqualTo(3);
    }

    @Test
    void brings_a_failed_task_back_with_all_its_attempts_anew() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(2));
        var then = live(scene);
        scene.deliver("a").judge("a", 1).deliver("a").judge("a", 1);
        assertThat(scene.status("a")).isEqualTo(Status.FAILED);
        scene.asked(rewind(scene, then));
        scene.deliver("a").judge("a", 1);
        assertThat(scene.task("a").attempts()).hasSize(4);
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void leaves_what_is_done_and_what_is_about_to_be() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"), task("b"));
        var then = live(scene);
        scene.finish("a").deliver("b").judge("b", 100).candidate("b");
        scene.asked(rewind(scene, then));
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
        assertThat(scene.status("b")).isEqualTo(Status.INTEGRATING);
        scene.ship("b");
        assertThat(scene.status("b")).isEqualTo(Status.DONE);
    }

    @Test
    void goes_back_into_the_review_that_was_decided_since_and_frees_the_lane() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").reviewed());
        scene.deliver("a").judge("a", 100);
        var then = live(scene);
        scene.asked(new Request.OpenReview(A));
        scene.asked(new Request.Approve(A, Optional.empty(), "me"));
        assertThat(scene.board().sightings().lane()).contains(A);
        scene.asked(rewind(scene, then));
        assertThat(scene.status("a")).isEqualTo(Status.IN_REVIEW);
        assertThat(scene.task("a").openAttempt()).isPresent();
        assertThat(scene.board().sightings().lane()).isEmpty();
    }

    @Test
    void abandons_what_was_added_since_and_retry_brings_it_back() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"));
        var then = live(scene);
        scene.add(task("b")).asked(rewind(scene, then));
        assertThat(scene.status("b")).isEqualTo(Status.ABANDONED);
        assertThat(scene.task("b").openAttempt()).isEmpty();
        scene.asked(new Request.Retry(new TaskId("b"), Optional.of(scene.task("b"))));
        assertThat(scene.status("b")).isEqualTo(Status.WAITING);
    }

    @Test
    void keeps_a_parking_that_was_there_then() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.stop("a", Outcome.DENIED).asked(new Request.Pause("look"));
        var then = live(scene);
        scene.asked(new Request.Retry(A, Optional.empty())).asked(rewind(scene, then));
        assertThat(scene.conditions("a")).hasOnlyElementsOfType(Condition.AwaitsPerson.class);
    }
}
