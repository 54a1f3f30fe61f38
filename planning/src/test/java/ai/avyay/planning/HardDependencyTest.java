package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static ai.avyay.planning.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// When an artifact is there that a task needs.
class HardDependencyTest {
    @Test
    void met_by_the_artifact_as_soon_as_it_exists() {
        var scene = with(task("a").making("a.txt"), task("b").needing("a.txt", "a"));
        assertThat(scene.running()).containsExactly("a");
        scene.deliver("a");
        assertThat(scene.running()).containsExactly("a", "b");
    }

    @Test
    void met_by_the_artifact_of_a_task_that_failed() {
        var scene = with(task("a").making("a.txt").attempts(1), task("b").needing("a.txt", "a"));
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
        assertThat(scene.conditions("b")).hasOnlyElementsOfType(Condition.ArtifactImpossible.class);
    }

    @Test
    void lost_again_when_the_path_vanishes_from_the_branch() {
        var scene = Scene.started(Policies.none()).onBranch("a.txt");
        scene.add(task("a"), task("b").needing("a.txt", "a")).look();
        assertThat(scene.ready()).containsExactly("a", "b");
        scene.signal(
                new Signal.BranchSeen(new CommitSeen(Scene.commit(1), Set.of("a.txt"), Set.of())));
        assertThat(scene.ready()).containsExactly("a");
    }

    @Test
    void a_look_at_other_paths_says_nothing_of_this_one() {
        var scene = Scene.started(Policies.none()).onBranch("a.txt");
        scene.add(task("a"), task("b").needing("a.txt", "a")).look();
        scene.signal(
                new Signal.BranchSeen(new CommitSeen(Scene.commit(1), Set.of("other"), Set.of())));
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
