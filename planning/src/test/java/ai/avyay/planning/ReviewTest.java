package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Work that waits for a person, and what the person decides.
class ReviewTest {
    private static final TaskId A = new TaskId("a");

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
    void work_that_nobody_has_seen_is_not_approved() {
        var scene = reviewed();
        var yes = new Request.Approve(A, Optional.empty(), "me");
        assertThat(scene.refused(yes)).contains("avyay show a");
        scene.asked(new Request.OpenReview(A)).asked(yes);
        assertThat(scene.status("a")).isEqualTo(Status.INTEGRATING);
    }

    @Test
    void work_that_was_done_again_is_looked_at_again() {
        var scene = reviewed().asked(new Request.OpenReview(A));
        scene.asked(new Request.Reject(A, "too slow", "me")).deliver("a");
        scene.judged("a", Scene.report(100, List.of()));
        assertThat(scene.refused(new Request.Approve(A, Optional.empty(), "me")))
                .contains("avyay show a");
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
