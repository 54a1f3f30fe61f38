package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static ai.avyay.planning.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// When a task becomes eligible, by examples.
class DependencyTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final TaskId A = new TaskId("a");

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
}
