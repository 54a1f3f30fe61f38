package ai.avyay.planning;

import static ai.avyay.planning.Sample.draft;
import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What `why` says, stage by stage.
class ExplanationTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Explanation why(Scene scene, String id) {
        return Explanation.why(scene.board(), new TaskId(id), scene.now());
    }

    @Test
    void a_task_that_waits_names_what_for_and_where_that_stands() {
        var scene =
                Scene.started(Policies.slots(3))
                        .add(
                                task("a").making("a.txt"),
                                task("b").needing("a.txt", "a"),
                                task("c").after("b").liking("a", Duration.ofHours(1)))
                        .pass(MINUTE.multipliedBy(12));
        assertThat(why(scene, "b").headline()).isEqualTo("b waits");
        assertThat(why(scene, "b").reasons())
                .containsExactly("it needs a.txt from a (running on n1 for 12 min)");
        assertThat(why(scene, "c").reasons())
                .containsExactly(
                        "it comes after b (waiting)",
                        "it would like a to be done (running on n1 for 12 min)");
    }

    @Test
    void a_task_that_is_stuck_says_what_would_help() {
        var scene = Scene.started(Policies.slots(1));
        scene.add(task("a").attempts(1), task("b").needing("a.txt", "a"));
        scene.deliver("a").judge("a", 3);
        assertThat(why(scene, "b").headline())
                .isEqualTo("b is stuck: what it needs can no longer come");
        assertThat(why(scene, "b").next())
                .containsExactly(
                        "`avyay retry a` tries to make it after all",
                        "put a.txt on the shipping branch yourself",
                        "`avyay abandon b` gives it up");
    }

    @Test
    void a_parked_task_says_until_when_and_why() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.stop("a", Outcome.RATE_LIMITED, Optional.of(scene.now().plusSeconds(7500)));
        assertThat(why(scene, "a").reasons())
                .containsExactly(
                        "it is tried again in 2 h 5 min: because",
                        "attempt 1 ended as rate_limited: because");
    }

    @Test
    void one_that_waits_for_a_person_says_what_to_type() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"), draft("b"));
        scene.stop("a", Outcome.DENIED);
        assertThat(why(scene, "a").headline()).isEqualTo("a waits for you");
        assertThat(why(scene, "a").next()).contains("`avyay retry a` lets it go on");
        assertThat(why(scene, "b").next()).singleElement().asString().contains("avyay add FILE");
    }

    @Test
    void a_full_area_is_named() {
        var scene = Scene.started(Policies.slots(5).area("api", 1, "src/api/**"));
        scene.add(task("a").touching("src/api/**"), task("b").making("src/api/Routes.java"));
        assertThat(why(scene, "b").reasons())
                .contains("area api takes 1 at once, and that many are before it");
    }

    @Test
    void work_that_was_sent_back_by_a_conflict_says_with_what() {
        var scene = Scene.started(Policies.slots(1)).add(task("a")).deliver("a").judge("a", 100);
        scene.asked(new Request.Pause("lunch"));
        scene.signal(
                new Signal.IntegrationRefused(
                        new TaskId("a"),
                        scene.task("a").generation(),
                        "conflicts with what came onto the branch meanwhile, in a.txt",
                        Optional.empty()));
        assertThat(why(scene, "a").reasons())
                .contains(
                        "attempt 1 ended as conflict: conflicts with what came onto the branch meanwhile, in a.txt");
    }

    @Test
    void an_eligible_task_says_what_keeps_it_from_each_node() {
        var scene = Scene.started(Policies.none().node("n1", 1).node("n2", 2, "gpu"));
        scene.add(task("a").holding("db"), task("b").holding("db"), task("c").requiring("xcode"));
        assertThat(why(scene, "b").headline()).isEqualTo("b is eligible and waits for its turn");
        assertThat(why(scene, "b").reasons()).contains("resource db is held by a");
        assertThat(why(scene, "c").headline())
                .isEqualTo("c is eligible, and no node offers what it needs");
        assertThat(why(scene, "c").next())
                .singleElement()
                .asString()
                .contains("capabilities in avyay.yaml");
        scene.add(task("d"), task("e"), task("f").priority(10));
        assertThat(why(scene, "f").reasons()).contains("2 tasks are before it");
    }

    @Test
    void one_that_is_not_dispatched_says_that_nothing_is() {
        var asleep = Scene.asleep(Policies.slots(1)).add(task("a"));
        assertThat(why(asleep, "a").next()).containsExactly("`avyay up`");
        asleep.start().asked(new Request.Pause("lunch")).add(task("b"));
        assertThat(why(asleep, "b").reasons())
                .contains("the engine is paused for 0 s: lunch", "the one slot of node n1 is busy");
    }

    @Test
    void a_slot_that_is_free_is_never_called_busy() {
        var asleep = Scene.asleep(Policies.slots(1)).add(task("a"), task("b"));
        assertThat(why(asleep, "b").reasons())
                .containsExactly(
                        "nothing is dispatched: `avyay up` is not running, or is shutting down",
                        "one task is before it");
    }

    @Test
    void an_open_breaker_is_named() {
        var scene = Scene.started(Policies.slots(1).breaking(1, MINUTE)).add(task("a"), task("b"));
        scene.stop(scene.running().getFirst(), Outcome.PROVIDER_ERROR);
        assertThat(why(scene, "b").next()).containsExactly("`avyay resume` tries at once");
    }

    @Test
    void a_running_task_says_where_how_long_and_why_this_try() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.deliver("a").judge("a", 42).pass(MINUTE.multipliedBy(31));
        assertThat(why(scene, "a").headline()).isEqualTo("a is running on n1");
        assertThat(why(scene, "a").reasons())
                .containsExactly(
                        "shell works on it for 31 min of about 30 min (the default), and is stopped after 1 h",
                        "it is attempt 2; 1 of 3 that may fail have failed",
                        "attempt 1 ended as retry: scored 42, needs 80",
                        "it was last heard of 0 s ago");
        assertThat(why(scene, "a").next()).containsExactly("`avyay cancel a` stops it");
    }

    @Test
    void work_in_verification_and_review_says_since_when_and_why() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").reviewed()).deliver("a");
        assertThat(why(scene, "a").reasons()).singleElement().asString().contains("its checks run");
        scene.judge("a", 90).pass(MINUTE.multipliedBy(3));
        assertThat(why(scene, "a").headline()).isEqualTo("a waits for your review for 3 min");
        assertThat(why(scene, "a").reasons())
                .containsExactly(
                        "the task itself asks for a review",
                        "its work scored 90 (needs 80)",
                        "nobody has looked at it yet");
        assertThat(why(scene, "a").next()).hasSize(3);
    }

    @Test
    void accepted_work_says_where_in_the_lane_it_is() {
        var scene = Scene.started(Policies.slots(2)).add(task("a"), task("b"));
        scene.deliver("a").deliver("b").judge("a", 100).judge("b", 100);
        assertThat(why(scene, "a").reasons()).singleElement().asString().contains("rebased");
        assertThat(why(scene, "b").reasons()).containsExactly("a is being integrated now");
        scene.candidate("a");
        assertThat(why(scene, "a").reasons()).singleElement().asString().contains("moved to");
    }

    @Test
    void accepted_work_that_borrowed_says_what_has_to_ship_first_or_that_it_cannot() {
        var scene = Scene.started(Policies.slots(2));
        scene.add(task("a").making("a.txt").attempts(1), task("b").needing("a.txt", "a"));
        scene.deliver("a").deliver("b").judge("b", 100);
        assertThat(why(scene, "b").reasons())
                .containsExactly(
                        "it was verified with a.txt from a (verifying), which has to be on the branch first");
        scene.judge("a", 2);
        assertThat(why(scene, "b").headline())
                .isEqualTo("b is stuck: its work is accepted, and cannot ship");
        assertThat(why(scene, "b").next()).contains("`avyay retry a` tries to ship it");
    }

    @Test
    void an_ended_task_says_how_and_what_brings_it_back() {
        var scene = Scene.started(Policies.slots(1)).add(task("a")).finish("a").pass(MINUTE);
        assertThat(why(scene, "a").headline()).isEqualTo("a has been done for 1 min");
        assertThat(why(scene, "a").reasons())
                .containsExactly(
                        "it is on the shipping branch as 0000000000", "it took one attempt");
        scene.add(task("b")).asked(new Request.Abandon(new TaskId("b"), "not wanted"));
        assertThat(why(scene, "b").reasons()).contains("not wanted");
        assertThat(why(scene, "b").next()).contains("`avyay retry b` brings it back");
        assertThat(why(scene, "nobody").headline()).isEqualTo("there is no task nobody");
    }

    @Test
    void idleness_tells_work_time_and_people_apart() {
        var scene = Scene.started(Policies.slots(3));
        assertThat(Idleness.of(scene.board(), scene.now()))
                .isEqualTo(new Idleness.Idle(List.of(), List.of()));
        scene.add(task("a"), task("b").liking("a", MINUTE.multipliedBy(5)));
        assertThat(idleness(scene)).isInstanceOf(Idleness.Busy.class);
        scene.stop("a", Outcome.DENIED);
        assertThat(idleness(scene))
                .isEqualTo(new Idleness.Until(scene.now().plus(MINUTE.multipliedBy(5))));
        scene.asked(new Request.Abandon(new TaskId("b"), "no")).add(task("c").requiring("xcode"));
        scene.add(task("d").after("c"), draft("e"));
        assertThat(idleness(scene))
                .isEqualTo(
                        new Idleness.Idle(
                                List.of(new TaskId("c")),
                                List.of(new TaskId("a"), new TaskId("e"))));
    }

    @Test
    void a_pause_leaves_what_is_eligible_to_people() {
        var scene = Scene.started(Policies.slots(3)).asked(new Request.Pause("lunch"));
        scene.add(task("a"), task("b").after("a"));
        assertThat(idleness(scene))
                .isEqualTo(new Idleness.Idle(List.of(), List.of(new TaskId("a"))));
    }

    private static Idleness idleness(Scene scene) {
        return Idleness.of(scene.board(), scene.now());
    }
}
