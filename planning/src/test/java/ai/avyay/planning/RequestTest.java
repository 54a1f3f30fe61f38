package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What people may ask, by examples.
class RequestTest {
    private static final TaskId A = new TaskId("a");

    @Test
    void what_was_done_before_it_was_added_stays_done_and_others_can_build_on_it() {
        var scene = Scene.started(Policies.slots(1));
        var end =
                new Stage.Ended(Status.DONE, scene.now().minusSeconds(3600), "", Optional.empty());
        var old = task("a").added(scene.now());
        var after = task("b").after("a").added(scene.now());
        scene.asked(
                new Request.Add(
                        List.of(
                                after,
                                new Request.NewTask(
                                        A, old.definition(), old.origin(), Optional.of(end)))));
        var ended = Optional.ofNullable(scene.board().state().ended().get(A)).orElseThrow();
        assertThat(ended.stage().status()).isEqualTo(Status.DONE);
        assertThat(ended.stage().at()).isEqualTo(end.at());
        assertThat(ended.stage().reason()).isEqualTo("before it was added here");
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void cancel_stops_the_attempt_and_waits_for_a_person() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.asked(new Request.Cancel(A));
        assertThat(scene.commands(Command.StopAttempt.class))
                .containsExactly(new Command.StopAttempt(A, 1));
        assertThat(scene.conditions("a")).hasOnlyElementsOfType(Condition.AwaitsPerson.class);
        assertThat(scene.refused(new Request.Cancel(A))).contains("nothing works on it");
        scene.dead("a", 1).asked(new Request.Retry(A, Optional.empty()));
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void abandon_ends_a_task_wherever_it_stands_and_closes_its_attempt() {
        for (var stage : List.of("waiting", "running", "verifying", "integrating")) {
            var scene =
                    Scene.started(stage.equals("waiting") ? Policies.none() : Policies.slots(1));
            scene.add(task("a"));
            if (stage.equals("verifying") || stage.equals("integrating")) {
                scene.deliver("a");
            }
            if (stage.equals("integrating")) {
                scene.judge("a", 100);
            }
            assertThat(scene.status("a").word()).isEqualTo(stage);
            scene.asked(new Request.Abandon(A, "no"));
            assertThat(scene.status("a")).isEqualTo(Status.ABANDONED);
            assertThat(scene.task("a").openAttempt()).isEmpty();
            assertThat(scene.board().sightings().lane()).isEmpty();
        }
    }

    @Test
    void what_is_being_shipped_cannot_be_abandoned() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.deliver("a").judge("a", 100).candidate("a");
        assertThat(scene.refused(new Request.Abandon(A, "no"))).contains("being shipped");
    }

    @Test
    void a_failed_task_is_abandoned_as_one_change_and_keeps_its_attempts() {
        var scene = failed();
        scene.asked(new Request.Abandon(A, "not worth it", Optional.of(scene.task("a"))));
        assertThat(scene.status("a")).isEqualTo(Status.ABANDONED);
        assertThat(scene.task("a").attempts()).hasSize(1);
        assertThat(scene.last().changes()).hasSize(1);
        assertThat(scene.log().getLast()).isEqualTo("a: abandoned: not worth it");
        assertThat(scene.running()).isEmpty();
        scene.asked(new Request.Retry(A, Optional.of(scene.task("a"))));
        assertThat(scene.running()).containsExactly("a");
        assertThat(scene.task("a").attempts()).hasSize(2);
    }

    @Test
    void what_waits_for_a_failed_task_to_end_is_not_held_up_by_abandoning_it() {
        var scene = failed().add(task("b").after("a"));
        assertThat(scene.running()).containsExactly("b");
        scene.asked(new Request.Abandon(A, "no", Optional.of(scene.task("a"))));
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void what_is_done_or_abandoned_cannot_be_abandoned() {
        var done = Scene.started(Policies.slots(1)).add(task("a")).finish("a");
        assertThat(done.refused(new Request.Abandon(A, "no", Optional.of(done.task("a")))))
                .isEqualTo("a is done");
        var given = failed();
        given.asked(new Request.Abandon(A, "no", Optional.of(given.task("a"))));
        assertThat(given.refused(new Request.Abandon(A, "no", Optional.of(given.task("a")))))
                .isEqualTo("a is abandoned");
    }

    private static Scene failed() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(1));
        scene.stop("a", Outcome.FAILED);
        assertThat(scene.status("a")).isEqualTo(Status.FAILED);
        return scene;
    }

    @Test
    void what_is_unknown_or_ended_is_named() {
        var scene = Scene.started(Policies.slots(1)).add(task("a")).finish("a");
        assertThat(scene.refused(new Request.Cancel(new TaskId("b")))).contains("no task b");
        assertThat(scene.refused(new Request.Abandon(A, "no"))).isEqualTo("a is done");
        assertThat(scene.refused(new Request.Retry(A, Optional.of(scene.task("a")))))
                .contains("add a new task");
    }
}
