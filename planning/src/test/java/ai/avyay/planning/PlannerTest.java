package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The way of a task, by examples.
class PlannerTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    @Nested
    class The_way_of_a_task {
        @Test
        void from_added_to_done() {
            var scene = Scene.started(Policies.slots(1)).add(task("a"));
            assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
            scene.deliver("a");
            assertThat(scene.status("a")).isEqualTo(Status.VERIFYING);
            assertThat(scene.commands(Command.Judge.class)).hasSize(1);
            scene.judge("a", 100);
            assertThat(scene.status("a")).isEqualTo(Status.INTEGRATING);
            assertThat(scene.commands(Command.Integrate.class)).hasSize(1);
            scene.candidate("a");
            assertThat(scene.commands(Command.Ship.class)).hasSize(1);
            scene.ship("a");
            assertThat(scene.status("a")).isEqualTo(Status.DONE);
            assertThat(scene.task("a").attempts().getLast().ending().orElseThrow().outcome())
                    .isEqualTo(Outcome.DONE);
        }

        @Test
        void the_end_of_one_starts_the_next_at_once() {
            var scene = Scene.started(Policies.slots(1)).add(task("a"), task("b").after("a"));
            scene.finish("a");
            assertThat(scene.running()).containsExactly("b");
        }

        @Test
        void nothing_is_dispatched_before_the_branch_was_seen_or_while_paused_or_draining() {
            var scene = Scene.asleep(Policies.slots(1)).add(task("a"));
            assertThat(scene.running()).isEmpty();
            scene.start();
            assertThat(scene.running()).containsExactly("a");
            scene.asked(new Request.Pause("lunch")).finish("a").add(task("b"));
            assertThat(scene.running()).isEmpty();
            scene.asked(new Request.Resume());
            assertThat(scene.running()).containsExactly("b");
            scene.signal(new Signal.Draining()).finish("b").add(task("c"));
            assertThat(scene.running()).isEmpty();
        }

        @Test
        void work_below_the_threshold_goes_back_until_the_attempts_are_used_up() {
            var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(2));
            scene.deliver("a").judge("a", 40);
            assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
            assertThat(scene.task("a").attempts()).hasSize(2);
            scene.deliver("a").judge("a", 50);
            assertThat(scene.status("a")).isEqualTo(Status.FAILED);
            assertThat(scene.commands(Command.Tell.class).getFirst().text())
                    .contains("attempt 2 of 2", "avyay retry a");
        }

        @Test
        void the_lane_takes_one_at_a_time_in_the_order_of_delivery() {
            var scene = Scene.started(Policies.slots(2)).add(task("a"), task("b"));
            scene.pass(MINUTE).deliver("b").pass(MINUTE).deliver("a");
            scene.judge("a", 100);
            assertThat(scene.commands(Command.Integrate.class)).hasSize(1);
            scene.judge("b", 100);
            assertThat(scene.commands(Command.Integrate.class)).isEmpty();
            scene.candidate("a").ship("a");
            assertThat(scene.commands(Command.Integrate.class))
                    .extracting(integrate -> integrate.task().id().value())
                    .containsExactly("b");
        }

        @Test
        void a_branch_that_moved_makes_a_new_candidate() {
            var scene = Scene.started(Policies.slots(1)).add(task("a"));
            scene.deliver("a").judge("a", 100).candidate("a");
            scene.signal(new Signal.BranchMoved(new TaskId("a"), 1));
            assertThat(scene.task("a").stage()).isEqualTo(new Stage.Integrating(Optional.empty()));
            assertThat(scene.commands(Command.Integrate.class)).hasSize(1);
            scene.candidate("a").ship("a");
            assertThat(scene.status("a")).isEqualTo(Status.DONE);
        }

        @Test
        void a_conflict_goes_back_and_counts() {
            var scene = Scene.started(Policies.slots(1)).add(task("a").attempts(1));
            scene.deliver("a").judge("a", 100);
            scene.signal(
                    new Signal.IntegrationRefused(
                            new TaskId("a"), 1, "conflicts in x", Optional.empty()));
            assertThat(scene.status("a")).isEqualTo(Status.FAILED);
            assertThat(scene.board().sightings().lane()).isEmpty();
        }
    }

    @Nested
    class Attempts_that_are_tried_again {
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
            var scene =
                    Scene.started(Policies.slots(1)).add(task("a").estimated(Duration.ofHours(2)));
            assertThat(scene.commands(Command.RunAttempt.class).getFirst().timeout())
                    .isEqualTo(Duration.ofHours(4));
            scene.stop("a", Outcome.TIMED_OUT);
            assertThat(scene.commands(Command.RunAttempt.class).getFirst().timeout())
                    .isEqualTo(Duration.ofHours(8));
        }
    }

    @Nested
    class A_restart {
        @Test
        void tries_what_died_with_the_engine_again_at_once_and_blames_nobody() {
            var policies = Policies.slots(4).breaking(2, HOUR);
            var scene = Scene.started(policies).add(task("a"), task("b"), task("c"));
            for (var i = 0; i < 3; i++) {
                scene.restart();
                assertThat(scene.running()).containsExactly("a", "b", "c");
                assertThat(scene.board().state().engine().breakers()).isEmpty();
            }
            assertThat(scene.task("a").attempts().getFirst().ending().orElseThrow().outcome())
                    .isEqualTo(Outcome.LOST);
        }

        @Test
        void goes_on_with_what_survived_under_the_same_generation() {
            var scene = Scene.started(Policies.slots(1)).add(task("a"));
            scene.signal(new Signal.Started(java.util.Set.of(new TaskId("a")), true));
            assertThat(scene.generation("a")).isEqualTo(1);
            scene.finish("a");
            assertThat(scene.status("a")).isEqualTo(Status.DONE);
        }

        @Test
        void judges_delivered_work_again_and_finds_the_lane_again() {
            var scene = Scene.started(Policies.slots(2)).add(task("a"), task("b"));
            scene.deliver("a").deliver("b").judge("b", 100).candidate("b");
            scene.restart();
            assertThat(scene.commands(Command.Judge.class)).hasSize(1);
            assertThat(scene.commands(Command.Integrate.class))
                    .extracting(integrate -> integrate.task().id().value())
                    .containsExactly("b");
        }

        @Test
        void keeps_since_when_a_task_was_eligible_until_the_branch_was_looked_at() {
            var scene = Scene.started(Policies.none()).onBranch("a.txt");
            scene.add(task("a"), task("b").needing("a.txt", "a")).look();
            var since = scene.task("b").stage();
            assertThat(since).isEqualTo(new Stage.Waiting(Optional.of(Scene.START), Parking.NONE));
            scene.pass(HOUR).restart();
            assertThat(scene.task("b").stage()).isEqualTo(since);
        }
    }

    @Nested
    class Leases {
        @Test
        void an_attempt_that_nothing_is_heard_of_is_lost_and_not_counted() {
            var scene = Scene.started(Policies.slots(2)).add(task("a"));
            scene.silence(Duration.ofMinutes(5).plusMillis(1));
            assertThat(scene.task("a").attempts().getFirst().ending().orElseThrow().outcome())
                    .isEqualTo(Outcome.LOST);
            assertThat(scene.last().commands())
                    .contains(new Command.StopAttempt(new TaskId("a"), 1));
        }

        @Test
        void one_that_is_heard_of_goes_on() {
            var scene = Scene.started(Policies.slots(1)).add(task("a"));
            for (var i = 0; i < 10; i++) {
                scene.pass(Duration.ofMinutes(4));
            }
            assertThat(scene.generation("a")).isEqualTo(1);
        }

        @Test
        void what_it_held_is_given_on_when_it_is_known_dead() {
            var scene = Scene.started(Policies.slots(2)).add(task("a").holding("db"));
            scene.asked(new Request.Cancel(new TaskId("a"))).add(task("b").holding("db"));
            assertThat(scene.running()).isEmpty();
            assertThat(scene.obstacles("b")).containsExactly("resource db is held by a");
            scene.dead("a", 1);
            assertThat(scene.running()).containsExactly("b");
        }

        @Test
        void or_when_its_lease_and_a_grace_are_over() {
            var scene = Scene.started(Policies.slots(1)).add(task("a"));
            scene.asked(new Request.Abandon(new TaskId("a"), "no")).add(task("b"));
            var end = Scene.START.plus(Duration.ofMinutes(5)).plus(Timing.GRACE);
            assertThat(Planner.nextWake(scene.board())).contains(end);
            scene.pass(Duration.between(scene.now(), end));
            assertThat(scene.running()).containsExactly("b");
        }
    }

    @Nested
    class Breakers {
        private final Policies policies = Policies.slots(3).breaking(3, HOUR);

        private Scene broken() {
            var scene = Scene.started(policies).add(task("a"), task("b"), task("c"), task("d"));
            return scene.stop("a", Outcome.PROVIDER_ERROR)
                    .stop("b", Outcome.PROVIDER_ERROR)
                    .stop("c", Outcome.PROVIDER_ERROR);
        }

        @Test
        void an_agent_that_fails_in_a_row_gets_nothing_more_and_says_so() {
            var scene = Scene.started(policies).add(task("a"), task("b"), task("c"));
            scene.stop("a", Outcome.PROVIDER_ERROR).stop("b", Outcome.PROVIDER_ERROR);
            scene.stop("c", Outcome.PROVIDER_ERROR);
            assertThat(scene.commands(Command.Tell.class).getFirst().text())
                    .contains("nothing more goes to agent shell");
            scene.pass(MINUTE);
            assertThat(scene.running()).isEmpty();
            assertThat(Planner.nextWake(scene.board()))
                    .contains(scene.now().minus(MINUTE).plus(HOUR));
        }

        @Test
        void after_its_time_one_attempt_probes() {
            var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
            assertThat(scene.running()).hasSize(1);
        }

        @Test
        void work_closes_it_and_all_go_on() {
            var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
            scene.deliver(scene.running().getFirst());
            assertThat(scene.running()).hasSize(3);
        }

        @Test
        void another_failure_doubles_the_time() {
            var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
            scene.stop(scene.running().getFirst(), Outcome.PROVIDER_ERROR);
            scene.pass(HOUR.minus(MINUTE));
            assertThat(scene.running()).isEmpty();
        }

        @Test
        void a_probe_that_ends_without_a_failure_opens_nothing() {
            var scene = broken().stop("d", Outcome.CANCELLED).pass(HOUR);
            scene.stop(scene.running().getFirst(), Outcome.CANCELLED);
            assertThat(scene.running()).hasSize(1);
        }

        @Test
        void one_whose_time_is_over_wakes_nobody() {
            var scene = broken().signal(new Signal.Draining()).pass(HOUR.multipliedBy(2));
            scene.stop("d", Outcome.DENIED);
            assertThat(Planner.nextWake(scene.board()).filter(at -> !at.isAfter(scene.now())))
                    .isEmpty();
        }
    }

    @Nested
    class Order {
        @Test
        void higher_priority_first_then_the_longer_eligible() {
            var scene = Scene.started(Policies.none());
            scene.add(task("low").priority(10), task("high").priority(90)).pass(MINUTE);
            scene.add(task("late").priority(90));
            assertThat(scene.ready()).containsExactly("high", "late", "low");
        }

        @Test
        void waiting_makes_up_for_priority() {
            var scene = Scene.started(Policies.none()).add(task("old").priority(0));
            scene.pass(HOUR.multipliedBy(51)).add(task("new").priority(100));
            assertThat(scene.ready()).containsExactly("old", "new");
        }

        @Test
        void an_edit_of_the_priority_moves_a_waiting_task() {
            var scene = Scene.started(Policies.none()).add(task("a"), task("b"));
            scene.asked(new Request.Edit(new TaskId("b"), task("b").priority(60).definition()));
            assertThat(scene.ready()).containsExactly("b", "a");
        }
    }

    @Test
    void log_lines_say_what_happened() {
        var scene = Scene.started(Policies.slots(1)).add(task("a"));
        scene.finish("a");
        assertThat(scene.log())
                .containsSubsequence(
                        "a: added",
                        "a: dispatched to n1 (attempt 1)",
                        "a: scored 100 (needs 80); a: to be integrated",
                        "a: about to ship 0000000000",
                        "a: done as 0000000000");
    }
}
