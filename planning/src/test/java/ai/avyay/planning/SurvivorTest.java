package ai.avyay.planning;

import static ai.avyay.planning.Sample.task;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What becomes of an attempt on a machine that was not heard of in time.
class SurvivorTest {
    private static final TaskId A = new TaskId("a");
    private static final Duration LEASE = Timing.DEFAULT.lease();

    /// The machine `mbp3` worked on `a`, vanished, and `a` has gone to the other node.
    private static Scene gone(Sample sample) {
        var scene = Scene.started(Policies.none().remote("mbp3", 1)).answers("mbp3").add(sample);
        scene.reload(Policies.slots(1).remote("mbp3", 1)).answers("mbp3");
        assertThat(scene.task("a").attempts().getLast().run().node()).isEqualTo("mbp3");
        return scene.away("mbp3").silence(LEASE.plusSeconds(1));
    }

    @Test
    void the_task_goes_elsewhere_under_a_new_generation_and_the_sleeper_is_left_alone() {
        var scene = gone(task("a"));
        assertThat(scene.generation("a")).isEqualTo(2);
        assertThat(scene.task("a").attempts().getLast().run().node()).isEqualTo("n1");
        assertThat(scene.commands(Command.StopAttempt.class)).isEmpty();
        assertThat(outcome(scene, 1)).isEqualTo(Outcome.LOST);
    }

    @Test
    void if_the_sleeper_delivers_first_and_its_work_is_good_it_wins() {
        var scene = gone(task("a")).delivered("a", 1);
        assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
        assertThat(scene.commands(Command.Judge.class))
                .extracting(judge -> judge.task().generation())
                .containsExactly(1);
        scene.judged("a", 1, 100);
        assertThat(outcome(scene, 2)).isEqualTo(Outcome.SUPERSEDED);
        assertThat(scene.commands(Command.StopAttempt.class))
                .containsExactly(new Command.StopAttempt(A, 2));
        scene.candidate("a").ship("a");
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
        assertThat(scene.log()).anyMatch(line -> line.contains("took over the late work of mbp3"));
    }

    @Test
    void if_its_work_is_not_good_the_other_goes_on() {
        var scene = gone(task("a")).delivered("a", 1).judged("a", 1, 10);
        assertThat(scene.generation("a")).isEqualTo(2);
        assertThat(scene.status("a")).isEqualTo(Status.RUNNING);
        scene.finish("a");
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
    }

    @Test
    void if_the_other_delivers_first_the_sleeper_is_stopped_and_never_ships() {
        var scene = gone(task("a")).deliver("a");
        assertThat(scene.commands(Command.StopAttempt.class))
                .containsExactly(new Command.StopAttempt(A, 1));
        scene.delivered("a", 1);
        assertThat(scene.commands(Command.Judge.class)).isEmpty();
        scene.judge("a", 100).candidate("a").ship("a");
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
    }

    @Test
    void if_the_other_delivers_while_the_sleepers_work_is_judged_the_other_counts() {
        var scene = gone(task("a")).delivered("a", 1).deliver("a").judged("a", 1, 100);
        assertThat(scene.generation("a")).isEqualTo(2);
        assertThat(scene.status("a")).isEqualTo(Status.VERIFYING);
    }

    @Test
    void a_sleeper_that_was_not_replaced_yet_just_goes_on() {
        var scene = Scene.started(Policies.none().remote("mbp3", 1)).answers("mbp3");
        scene.add(task("a")).away("mbp3").silence(LEASE.plusSeconds(1));
        assertThat(scene.status("a")).isEqualTo(Status.WAITING);
        scene.delivered("a", 1).judged("a", 1, 100);
        assertThat(scene.generation("a")).isEqualTo(2);
        scene.candidate("a").ship("a");
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
    }

    @Test
    void one_that_holds_a_resource_must_not_work_unheard() {
        var policies = Policies.none().remote("mbp3", 1);
        var scene = Scene.started(policies).answers("mbp3").add(task("a").holding("db"));
        assertThat(scene.commands(Command.RunAttempt.class))
                .extracting(run -> run.bounds().lease())
                .containsExactly(Optional.of(LEASE));
        scene.reload(Policies.slots(1).remote("mbp3", 1)).answers("mbp3").away("mbp3");
        scene.silence(LEASE.plusSeconds(1));
        assertThat(scene.commands(Command.StopAttempt.class)).hasSize(1);
        assertThat(scene.running()).isEmpty();
        scene.silence(LEASE.plus(Timing.GRACE).minusSeconds(1));
        assertThat(scene.running()).isEmpty();
        scene.silence(Duration.ofSeconds(1));
        assertThat(scene.running()).containsExactly("a");
        scene.delivered("a", 1);
        assertThat(scene.commands(Command.Judge.class)).isEmpty();
    }

    @Test
    void one_that_holds_nothing_may_work_unheard() {
        var scene = Scene.started(Policies.none().remote("mbp3", 1)).answers("mbp3").add(task("a"));
        assertThat(scene.commands(Command.RunAttempt.class))
                .extracting(run -> run.bounds().lease())
                .containsExactly(Optional.empty());
    }

    @Test
    void a_person_who_cancels_means_the_sleeper_too() {
        var scene = gone(task("a")).asked(new Request.Cancel(A));
        assertThat(scene.commands(Command.StopAttempt.class))
                .contains(new Command.StopAttempt(A, 1), new Command.StopAttempt(A, 2));
        scene.delivered("a", 1);
        assertThat(scene.commands(Command.Judge.class)).isEmpty();
    }

    @Test
    void after_a_restart_the_attempt_goes_on_under_the_same_generation() {
        var scene = Scene.started(Policies.none().remote("mbp3", 1)).answers("mbp3").add(task("a"));
        scene.restart();
        assertThat(scene.commands(Command.RunAttempt.class))
                .extracting(run -> run.task().attempts().getLast().number())
                .containsExactly(1);
        assertThat(scene.generation("a")).isEqualTo(1);
        scene.finish("a");
        assertThat(scene.status("a")).isEqualTo(Status.DONE);
        assertThat(scene.task("a").attempts()).hasSize(1);
    }

    @Test
    void after_a_restart_no_resource_is_given_on_before_every_machine_has_answered() {
        var policies = Policies.slots(1).remote("mbp3", 1);
        var scene = Scene.started(policies).answers("mbp3").restart().add(task("a").holding("db"));
        assertThat(scene.running()).isEmpty();
        assertThat(scene.obstacles("a"))
                .contains(
                        "resource db may still be used on a machine that has not answered since the start");
        scene.answers("mbp3");
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void or_before_its_lease_and_a_grace_are_over() {
        var policies = Policies.slots(1).remote("mbp3", 1);
        var scene = Scene.started(policies).add(task("a").holding("db"));
        var end = Scene.START.plus(LEASE).plus(Timing.GRACE);
        assertThat(Planner.nextWake(scene.board())).contains(end);
        scene.silence(Duration.between(scene.now(), end));
        assertThat(scene.running()).containsExactly("a");
    }

    @Test
    void a_late_word_that_it_began_does_not_show_that_it_is_dead() {
        var policies = Policies.none().remote("mbp3", 1);
        var scene = Scene.started(policies).answers("mbp3").add(task("a").holding("db"));
        scene.reload(Policies.slots(1).remote("mbp3", 1)).away("mbp3");
        scene.silence(LEASE.plusSeconds(1));
        scene.signal(new Signal.Began(A, 1, Duration.ofSeconds(1)));
        assertThat(scene.running()).isEmpty();
    }

    private static Outcome outcome(Scene scene, int number) {
        return scene.task("a").attempts().get(number - 1).ending().orElseThrow().outcome();
    }
}
