package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A person's `retry` gives a task all its tries anew, whatever it waited for.
class RetryTest {
    @Test
    void a_retry_after_a_denial_or_a_budget_forgets_the_tries_before() {
        for (var outcome : List.of(Outcome.DENIED, Outcome.OVER_BUDGET)) {
            var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(2));
            scene.deliver("a").judge("a", 1).stop("a", outcome);
            scene.asked(new Request.Retry(new TaskId("a"), Optional.empty()));
            scene.deliver("a").judge("a", 1);
            assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
            scene.deliver("a").judge("a", 1);
            assertThat(scene.status("a")).isEqualTo(Status.FAILED);
        }
    }

    @Test
    void a_retry_after_conflicts_forgets_them() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(1));
        conflict(scene);
        assertThat(scene.status("a")).isEqualTo(Status.FAILED);
        scene.asked(new Request.Retry(new TaskId("a"), Optional.of(scene.task("a"))));
        assertThat(scene.running()).containsExactly("a");
        conflict(scene);
        assertThat(scene.task("a").attempts()).hasSize(2);
    }

    private void conflict(Scene scene) {
        scene.deliver("a").judge("a", 100);
        scene.signal(
                new Signal.IntegrationRefused(
                        new TaskId("a"),
                        scene.generation("a"),
                        "conflict in a.txt",
                        Optional.empty()));
    }
}
