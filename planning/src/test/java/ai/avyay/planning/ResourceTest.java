package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Who may run beside whom, by examples.
class ResourceTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void an_exclusive_resource_has_one_holder_until_its_checks_have_run() {
        var scene = Scene.started(Policies.slots(3));
        scene.add(task("a").holding("db"), task("b").holding("db"));
        assertThat(scene.running()).containsExactly("a");
        assertThat(scene.obstacles("b")).containsExactly("resource db is held by a");
        scene.deliver("a");
        assertThat(scene.running()).containsExactly("a");
        scene.judge("a", 100);
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void a_counted_resource_has_so_many() {
        var scene = Scene.started(Policies.slots(5).resource("api", 2));
        scene.add(task("a").holding("api"), task("b").holding("api"), task("c").holding("api"));
        assertThat(scene.running()).containsExactly("a", "b");
    }

    @Test
    void all_are_taken_together_or_none() {
        var scene = Scene.started(Policies.slots(5)).add(task("a").holding("x"));
        scene.add(task("b").holding("x", "y")).add(task("c").holding("z"));
        assertThat(scene.running()).containsExactly("a", "c");
    }

    @Test
    void what_an_older_task_waits_for_is_kept_for_it() {
        var scene = Scene.started(Policies.slots(5)).add(task("a").holding("x"));
        scene.pass(MINUTE).add(task("b").holding("x", "y"));
        scene.pass(MINUTE).add(task("c").holding("y"));
        assertThat(scene.running()).containsExactly("a");
        assertThat(scene.obstacles("c")).containsExactly("resource y is kept for b");
        scene.stop("a", Outcome.DENIED);
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void a_resource_until_integrated_is_held_through_review() {
        var scene = Scene.started(Policies.slots(5).untilIntegrated("file"));
        scene.add(task("a").holding("file").reviewed(), task("b").holding("file"));
        scene.deliver("a").judge("a", 100);
        assertThat(scene.running()).isEmpty();
        scene.asked(new Request.OpenReview(new TaskId("a")));
        scene.asked(new Request.Approve(new TaskId("a"), Optional.empty(), "me"));
        assertThat(scene.running()).isEmpty();
        scene.candidate("a").ship("a");
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void nothing_stands_idle_for_one_that_waits_for_a_person() {
        var scene = Scene.started(Policies.slots(5).untilIntegrated("file"));
        scene.add(task("a").holding("file").reviewed()).deliver("a").judge("a", 100);
        scene.add(task("b").holding("file", "db")).pass(MINUTE).add(task("c").holding("db"));
        assertThat(scene.running()).containsExactly("c");
    }

    @Test
    void one_that_would_hold_until_integrated_waits_until_what_it_borrows_has_shipped() {
        var scene = Scene.started(Policies.slots(5).untilIntegrated("file"));
        scene.add(
                task("a").making("a.txt").holding("file"),
                task("b").needing("a.txt", "a").holding("file"));
        scene.deliver("a").judge("a", 10);
        assertThat(scene.running()).containsExactly("a");
        assertThat(scene.conditions("b"))
                .containsExactly(
                        new Condition.ArtifactNotShipped(new TaskId("a"), "a.txt", "file"));
        scene.finish("a");
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void a_resource_per_node_is_one_on_each() {
        var scene = Scene.started(Policies.none().node("n1", 2).node("n2", 2));
        scene.add(
                task("a").holding("node:gpu"),
                task("b").holding("node:gpu"),
                task("c").holding("node:gpu"),
                task("d"));
        assertThat(scene.running()).containsExactly("a", "b", "d");
    }

    @Test
    void a_node_takes_only_what_it_is_capable_of() {
        var scene = Scene.started(Policies.none().node("linux", 3).node("mac", 1, "xcode"));
        scene.add(task("a").requiring("xcode"), task("b").requiring("xcode"));
        assertThat(scene.running()).containsExactly("a");
        assertThat(scene.obstacles("b"))
                .containsExactly(
                        "node linux does not offer xcode", "the one slot of node mac is busy");
    }

    @Test
    void what_no_node_is_capable_of_is_said_at_once_and_keeps_nobody() {
        var scene = Scene.started(Policies.slots(1));
        scene.asked(
                new Request.Add(
                        List.of(
                                task("a")
                                        .priority(100)
                                        .requiring("xcode")
                                        .holding("db")
                                        .added(scene.now()))));
        assertThat(scene.last().remarks()).singleElement().asString().contains("xcode");
        scene.add(task("b").holding("db"));
        assertThat(scene.running()).containsExactly("b");
    }

    @Test
    void the_agent_is_a_capability_too_and_comes_from_the_type() {
        var policies = Policies.none().node("n1", 3).node("n2", 3, "codex");
        var scene = Scene.started(policies.agentFor("implementation", "codex"));
        scene.add(task("a").type("implementation"));
        assertThat(scene.task("a").attempts().getLast().run().node()).isEqualTo("n2");
        assertThat(scene.task("a").attempts().getLast().run().agent()).isEqualTo("codex");
    }

    @Test
    void an_area_takes_so_many_at_once() {
        var scene = Scene.started(Policies.slots(5).area("api", 1, "src/api/**"));
        scene.add(
                task("a").touching("src/api/**"),
                task("b").making("src/api/Routes.java"),
                task("c").touching("src/web/**"));
        assertThat(scene.running()).containsExactly("a", "c");
        scene.deliver("a").judge("a", 100);
        assertThat(scene.running()).containsExactly("b", "c");
    }

    @Test
    void what_a_running_task_holds_cannot_be_edited_under_it() {
        var scene = Scene.started(Policies.slots(5)).add(task("a").holding("db"));
        var edit = new Request.Edit(new TaskId("a"), task("a").definition());
        assertThat(scene.refused(edit)).contains("avyay cancel a");
        scene.asked(
                new Request.Edit(
                        new TaskId("a"), task("a").holding("db").priority(90).definition()));
        scene.stop("a", Outcome.DENIED).asked(edit);
        assertThat(scene.task("a").definition().needs().resources()).isEmpty();
    }
}
