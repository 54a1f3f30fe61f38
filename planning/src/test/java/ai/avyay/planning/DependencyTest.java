package ai.avyay.planning;

import static ai.avyay.planning.Sample.draft;
import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// When a task becomes eligible, by examples.
class DependencyTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TaskId A = new TaskId("a");

    private static Scene with(Sample... tasks) {
        return Scene.started(Policies.slots(3)).add(tasks);
    }

    @Nested
    class Hard {
        @Test
        void met_by_the_artifact_as_soon_as_it_exists() {
            var scene = with(task("a").making("a.txt"), task("b").needing("a.txt", "a"));
            assertThat(scene.running()).containsExactly("a");
            scene.deliver("a");
            assertThat(scene.running()).containsExactly("a", "b");
        }

        @Test
        void met_by_the_artifact_of_a_task_that_failed() {
            var scene =
                    with(task("a").making("a.txt").attempts(1), task("b").needing("a.txt", "a"));
            scene.deliver("a").judge("a", 10);
            assertThat(scene.status("a")).isEqualTo(Status.FAILED);
            assertThat(scene.running()).containsExactly("b");
        }

        @Test
        void met_by_the_branch_if_it_was_not_there_when_added() {
            var scene = with(task("a"), task("b").needing("a.txt", "a")).onBranch("a.txt");
            assertThat(scene.running()).containsExactly("a", "b");
        }

        @Test
        void not_met_by_what_the_branch_held_before_until_the_other_has_ended() {
            var scene = Scene.started(Policies.slots(3)).onBranch("a.txt");
            scene.add(task("a"), task("b").needingNew("a.txt", "a"));
            assertThat(scene.running()).containsExactly("a");
            scene.deliver("a", List.of()).judge("a", 100).candidate("a").ship("a");
            assertThat(scene.running()).containsExactly("b");
        }

        @Test
        void what_the_branch_is_known_to_hold_is_noted_when_added() {
            var scene = with(task("a"), task("b").needing("a.txt", "a")).onBranch("a.txt");
            scene.add(task("c").needing("a.txt", "a"));
            assertThat(scene.running()).containsExactly("a", "b");
        }

        @Test
        void stuck_when_the_other_has_ended_without_it() {
            var scene = with(task("a").attempts(1), task("b").needing("a.txt", "a"));
            scene.deliver("a", List.of()).judge("a", 10);
            assertThat(scene.conditions("b"))
                    .hasOnlyElementsOfType(Condition.ArtifactImpossible.class);
        }

        @Test
        void lost_again_when_the_path_vanishes_from_the_branch() {
            var scene = Scene.started(Policies.none()).onBranch("a.txt");
            scene.add(task("a"), task("b").needing("a.txt", "a")).look();
            assertThat(scene.ready()).containsExactly("a", "b");
            scene.signal(
                    new Signal.BranchSeen(
                            new CommitSeen(
                                    Scene.commit(1),
                                    java.util.Set.of("a.txt"),
                                    java.util.Set.of())));
            assertThat(scene.ready()).containsExactly("a");
        }

        @Test
        void a_look_at_other_paths_says_nothing_of_this_one() {
            var scene = Scene.started(Policies.none()).onBranch("a.txt");
            scene.add(task("a"), task("b").needing("a.txt", "a")).look();
            scene.signal(
                    new Signal.BranchSeen(
                            new CommitSeen(
                                    Scene.commit(1),
                                    java.util.Set.of("other"),
                                    java.util.Set.of())));
            assertThat(scene.ready()).containsExactly("a", "b");
        }

        @Test
        void work_verified_with_a_borrowed_artifact_waits_until_that_has_shipped() {
            var scene = with(task("a").making("a.txt"), task("b").needing("a.txt", "a"));
            scene.deliver("a").deliver("b").judge("b", 100);
            assertThat(scene.commands(Command.Integrate.class)).isEmpty();
            scene.judge("a", 100).candidate("a").ship("a");
            assertThat(scene.commands(Command.Integrate.class))
                    .extracting(integrate -> integrate.task().id().value())
                    .containsExactly("b");
        }

        @Test
        void a_borrowed_artifact_is_looked_for_though_the_dependency_was_edited_away() {
            var scene = with(task("a").making("a.txt"), task("b").needing("a.txt", "a"));
            scene.deliver("a").deliver("b").judge("b", 100);
            scene.asked(new Request.Edit(new TaskId("b"), task("b").definition()));
            assertThat(scene.board().wantedPaths()).containsExactly("a.txt");
        }
    }

    @Nested
    class Soft {
        @Test
        void waits_its_time_from_when_all_else_was_met() {
            var scene = with(task("a"), task("c"), task("b").after("a").liking("c", HOUR));
            scene.pass(HOUR).finish("a");
            assertThat(scene.running()).containsExactly("c");
            scene.pass(HOUR.minusSeconds(1));
            assertThat(scene.running()).containsExactly("c");
            scene.pass(Duration.ofSeconds(1));
            assertThat(scene.running()).containsExactly("b", "c");
            assertThat(scene.run("b").briefing().fallbacks())
                    .extracting(Briefing.Fallback::instruction)
                    .containsExactly("go on without");
        }

        @Test
        void goes_on_at_once_when_the_other_is_done() {
            var scene = with(task("c"), task("b").liking("c", HOUR));
            assertThat(Planner.nextWake(scene.board())).isPresent();
            scene.finish("c");
            assertThat(scene.running()).containsExactly("b");
        }

        @Test
        void is_waited_out_once_and_not_again_before_each_attempt() {
            var scene = with(task("c"), task("b").liking("c", HOUR)).pass(HOUR);
            scene.stop("b", Outcome.TIMED_OUT);
            assertThat(scene.running()).containsExactly("b", "c");
        }

        @Test
        void goes_on_waiting_over_a_restart() {
            var scene = with(task("c"), task("b").liking("c", HOUR)).pass(HOUR.dividedBy(2));
            scene.restart().pass(HOUR.dividedBy(2));
            assertThat(scene.running()).containsExactly("b", "c");
        }
    }

    @Nested
    class Ordering {
        @Test
        void goes_on_when_the_other_has_ended_however() {
            var scene = with(task("a"), task("b").after("a"));
            scene.asked(new Request.Abandon(A, "not wanted"));
            assertThat(scene.status("a")).isEqualTo(Status.ABANDONED);
            assertThat(scene.running()).containsExactly("b");
        }

        @Test
        void waits_again_when_the_other_is_brought_back() {
            var scene = Scene.started(Policies.none()).add(task("a"), task("b").after("a"));
            scene.asked(new Request.Abandon(A, "not wanted"));
            assertThat(scene.ready()).containsExactly("b");
            scene.asked(new Request.Retry(A, Optional.of(scene.task("a"))));
            assertThat(scene.ready()).containsExactly("a");
            assertThat(scene.log()).anyMatch(line -> line.contains("brought back"));
        }
    }

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
                    java.util.Arrays.stream(tasks).map(task -> task.added(scene.now())).toList());
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
