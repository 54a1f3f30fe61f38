package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What people may ask, by examples.
class RequestTest {
    private static final TaskId A = new TaskId("a");

    @Nested
    class Reviews {
        private Scene reviewed() {
            return Scene.started(Policies.slots(1))
                    .add(task("a").reviewed())
                    .deliver("a")
                    .judge("a", 100);
        }

        @Test
        void accepted_work_waits_for_a_person_who_is_told_what_to_type() {
            var scene = reviewed();
            assertThat(scene.status("a")).isEqualTo(Status.IN_REVIEW);
            assertThat(scene.commands(Command.Tell.class).getFirst().text())
                    .contains("avyay approve a");
        }

        @Test
        void work_that_touched_something_protected_is_reviewed_whatever_its_type() {
            var scene = Scene.started(Policies.slots(1)).add(task("a")).deliver("a");
            scene.judged("a", Scene.report(100, List.of("changes .github/ci.yml")));
            assertThat(scene.status("a")).isEqualTo(Status.IN_REVIEW);
        }

        @Test
        void only_the_commit_that_was_shown_is_approved() {
            var scene = reviewed();
            var shown = scene.task("a").attempts().getLast().delivery().orElseThrow().commit();
            assertThat(scene.refused(new Request.Approve(A, Optional.of(Scene.commit(99)), "me")))
                    .contains("look again");
            scene.asked(new Request.Approve(A, Optional.of(shown), "me"));
            assertThat(scene.status("a")).isEqualTo(Status.INTEGRATING);
        }

        @Test
        void a_rejection_says_why_and_counts() {
            var scene = reviewed();
            assertThat(scene.refused(new Request.Reject(A, " ", "me"))).contains("--feedback");
            scene.asked(new Request.Reject(A, "too slow", "me"));
            assertThat(scene.task("a").attempts().getFirst().ending().orElseThrow().outcome())
                    .isEqualTo(Outcome.REJECTED);
            assertThat(scene.running()).containsExactly("a");
        }

        @Test
        void when_it_was_first_opened_is_recorded_once() {
            var scene = reviewed().asked(new Request.OpenReview(A));
            var opened = review(scene).openedAt();
            scene.pass(Duration.ofHours(1)).asked(new Request.OpenReview(A));
            assertThat(review(scene).openedAt()).isPresent().isEqualTo(opened);
        }

        private ReviewRecord review(Scene scene) {
            return scene.task("a").attempts().getLast().results().review().orElseThrow();
        }
    }

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
    void what_is_unknown_or_ended_is_named() {
        var scene = Scene.started(Policies.slots(1)).add(task("a")).finish("a");
        assertThat(scene.refused(new Request.Cancel(new TaskId("b")))).contains("no task b");
        assertThat(scene.refused(new Request.Abandon(A, "no"))).isEqualTo("a is done");
        assertThat(scene.refused(new Request.Retry(A, Optional.of(scene.task("a")))))
                .contains("add a new task");
    }

    @Nested
    class Rewinding {
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
}
