package ai.avyay.planning;

import static ai.avyay.planning.Sample.draft;
import static ai.avyay.planning.Sample.task;
import static ai.avyay.planning.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.TaskId;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What may be added: circles and unknown names are refused, a draft waits for the rest.
class AdditionTest {
    private static final TaskId A = new TaskId("a");

    @Nested
    class What_is_refused {
        @Test
        void a_circle_with_its_path() {
            var scene = Scene.started(Policies.none());
            assertThat(scene.refused(adding(scene, task("a").after("b"), task("b").after("a"))))
                    .contains("a → b → a");
        }

        @Test
        void a_circle_through_tasks_that_are_there() {
            var scene = Scene.started(Policies.none()).add(task("a"), task("b").after("a"));
            assertThat(scene.refused(new Request.Edit(A, task("a").after("b").definition())))
                    .contains("a → b → a");
        }

        @Test
        void a_circle_through_a_task_that_is_brought_back() {
            var scene = Scene.started(Policies.none()).add(task("a"), task("b").after("a"));
            scene.asked(new Request.Abandon(new TaskId("b"), "no"));
            scene.asked(new Request.Edit(A, task("a").after("b").definition()));
            assertThat(
                            scene.refused(
                                    new Request.Retry(
                                            new TaskId("b"), Optional.of(scene.task("b")))))
                    .contains("b → a → b");
        }

        @Test
        void a_task_that_waits_for_itself() {
            var scene = Scene.started(Policies.none());
            assertThat(scene.refused(adding(scene, task("a").after("a")))).contains("a → a");
        }

        @Test
        void an_unknown_task_with_the_name_that_was_probably_meant() {
            var scene = Scene.started(Policies.none()).add(task("design-schema"));
            assertThat(scene.refused(adding(scene, task("a").after("desing-schema"))))
                    .contains("did you mean design-schema?");
        }

        @Test
        void a_name_that_is_taken() {
            var scene = with(task("a"));
            assertThat(scene.refused(adding(scene, task("a")))).contains("already");
            assertThat(scene.refused(adding(scene, task("b"), task("b")))).contains("already");
        }

        private static Request adding(Scene scene, Sample... tasks) {
            return new Request.Add(
                    Arrays.stream(tasks).map(task -> task.added(scene.now())).toList());
        }
    }

    @Nested
    class A_draft {
        @Test
        void is_shown_as_incomplete_and_never_dispatched() {
            var scene = with(draft("a"));
            assertThat(scene.running()).isEmpty();
            assertThat(scene.conditions("a")).containsExactly(new Condition.Incomplete());
        }

        @Test
        void becomes_a_task_when_the_rest_is_added_and_keeps_its_dependencies() {
            var scene = with(task("c"), draft("a").after("c"));
            scene.add(task("a"));
            assertThat(scene.conditions("a"))
                    .containsExactly(new Condition.NotEnded(new TaskId("c")));
            scene.finish("c");
            assertThat(scene.running()).containsExactly("a");
        }

        @Test
        void adds_its_dependencies_to_a_task_that_is_there() {
            var scene = Scene.started(Policies.none()).add(task("c"), task("a"));
            scene.add(draft("a").after("c"));
            assertThat(scene.ready()).containsExactly("c");
            assertThat(scene.task("a").definition().heading().title()).isEqualTo("Do a");
        }
    }
}
