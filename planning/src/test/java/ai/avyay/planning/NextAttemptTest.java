package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Attempts that are tried again.
class NextAttemptTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void a_rate_limit_parks_until_the_reset_and_counts_nothing() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(1));
        var reset = scene.now().plus(HOUR);
        scene.stop("a", Outcome.RATE_LIMITED, Optional.of(reset));
        assertThat(scene.status("a")).isEqualTo(Status.WAITING);
        assertThat(Planner.nextWake(scene.board())).contains(reset);
        scene.pass(HOUR);
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void a_reset_that_is_past_or_absurd_is_not_believed() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.stop("a", Outcome.RATE_LIMITED, Optional.of(scene.now()));
        assertThat(scene.running()).isEmpty();
        scene.pass(MINUTE);
        scene.stop("a", Outcome.RATE_LIMITED, Optional.of(Instant.MAX));
        assertThat(Planner.nextWake(scene.board()))
                .contains(scene.now().plus(Timing.LONGEST_RESET));
    }

    @Test
    void a_provider_error_backs_off_twice_as_long_each_time() {
        var scene = Scene.started(Policies.slots(1).breaking(100, HOUR)).add(task("a"));
        scene.stop("a", Outcome.PROVIDER_ERROR).pass(Duration.ofSeconds(10));
        assertThat(scene.running()).containsExactly("a");
        scene.stop("a", Outcome.PROVIDER_ERROR).pass(Duration.ofSeconds(19));
        assertThat(scene.running()).isEmpty();
        scene.pass(Duration.ofSeconds(1));
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void twenty_that_do_not_count_wait_for_a_person() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        for (var i = 0; i < Timing.MAX_UNCOUNTED; i++) {
            assertThat(scene.running()).containsExactly("a");
            scene.stop("a", Outcome.CANCELLED);
        }
        assertThat(scene.conditions("a")).hasOnlyElementsOfType(Condition.AwaitsPerson.class);
        scene.asked(new Request.Retry(new TaskId("a"), Optional.empty()));
        scene.stop("a", Outcome.CANCELLED);
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void a_denial_waits_for_a_person_and_retry_lets_it_go_on() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.stop("a", Outcome.DENIED);
        assertThat(scene.conditions("a")).hasOnlyElementsOfType(Condition.AwaitsPerson.class);
        scene.asked(new Request.Retry(new TaskId("a"), Optional.empty()));
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void a_person_s_retry_gives_a_failed_task_all_its_attempts_anew() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(2));
        scene.deliver("a").judge("a", 1).deliver("a").judge("a", 1);
        assertThat(scene.status("a")).isEqualTo(Status.FAILED);
        scene.asked(new Request.Retry(new TaskId("a"), Optional.of(scene.task("a"))));
        assertThat(scene.task("a").attempts().getLast().number()).isEqualTo(3);
        scene.deliver("a").judge("a", 1);
        assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
        scene.deliver("a").judge("a", 1);
        assertThat(scene.status("a")).isEqualTo(Status.FAILED);
    }

    @Test
    void what_an_old_generation_says_late_changes_nothing() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.stop("a", Outcome.TIMED_OUT);
        var before = scene.board().state();
        scene.dead("a", 1);
        assertThat(scene.board().state()).isEqualTo(before);
        assertThat(scene.log().getLast()).contains("ignored a late signal");
    }

    @Test
    void a_timeout_doubles_the_next() {
        var scene = Scene.started(Policies.slots(1)).add(task("a").estimated(Duration.ofHours(2)));
        assertThat(scene.commands(Command.RunAttempt.class).getFirst().bounds().timeout())
                .isEqualTo(Duration.ofHours(4));
        scene.stop("a", Outcome.TIMED_OUT);
        assertThat(scene.commands(Command.RunAttempt.class).getFirst().bounds().timeout())
                .isEqualTo(Duration.ofHours(8));
    }
}
