package ai.avyay.simulation;

import static ai.avyay.simulation.Sketch.OTHER;
import static ai.avyay.simulation.Sketch.POLICY;
import static ai.avyay.simulation.Sketch.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Needs;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.State;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Board;
import ai.avyay.planning.BranchKnown;
import ai.avyay.planning.Briefing;
import ai.avyay.planning.Command;
import ai.avyay.planning.Sightings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pcollections.HashTreePSet;

/// Each law holds where nothing is wrong, and notices what is.
class LawsTest {
    private static void holds(Law law, Sketch sketch) {
        assertThat(law.broken(sketch.sight())).as(law.sentence()).isEmpty();
    }

    private static void breaks(Law law, Sketch sketch, String how) {
        assertThat(law.broken(sketch.sight()))
                .as(law.sentence())
                .hasValueSatisfying(text -> assertThat(text).contains(how));
    }

    @Test
    void a_promised_task_that_is_not_in_the_queue_is_lost() {
        var sketch = new Sketch().added(TASK);
        sketch.truth.promise(TASK);
        holds(new NothingIsLost(), sketch);
        sketch.truth.promise(OTHER);
        breaks(new NothingIsLost(), sketch, "t1 was taken in");
    }

    @Test
    void two_shipments_of_one_task_are_one_too_many() {
        var sketch = new Sketch();
        sketch.truth.ship(TASK, 1);
        sketch.truth.ship(OTHER, 1);
        holds(new NothingIsIntegratedTwice(), sketch);
        sketch.truth.ship(TASK, 2);
        breaks(new NothingIsIntegratedTwice(), sketch, "t0 is on the shipping branch twice");
    }

    @Test
    void an_exclusive_resource_has_one_holder() {
        var sketch = new Sketch().working(TASK, 1, Settings.EXCLUSIVE, Settings.COUNTED);
        sketch.working(OTHER, 1, Settings.COUNTED);
        holds(new ResourcesAreNotShared(POLICY), sketch);
        sketch.working(TASK, 2, Settings.EXCLUSIVE);
        breaks(new ResourcesAreNotShared(POLICY), sketch, "database is held by");
    }

    @Test
    void a_counted_resource_has_as_many_holders_as_it_may() {
        var sketch = new Sketch().working(TASK, 1, Settings.COUNTED);
        sketch.working(OTHER, 1, Settings.COUNTED).working(TASK, 2, Settings.COUNTED);
        breaks(new ResourcesAreNotShared(POLICY), sketch, "api is held by");
    }

    @Test
    void an_artifact_that_nobody_made_is_a_dependency_unmet() {
        var needs = Needs.none().withDependencies(Map.of(OTHER, new Dependency.Hard("a", false)));
        var sketch = new Sketch().added(OTHER).added(TASK, titled().withNeeds(needs));
        sketch.dispatched(TASK, 1, 1);
        breaks(new DependenciesAreMet(), sketch, "t0 was dispatched without t1");
        sketch.truth.make(OTHER, "a");
        holds(new DependenciesAreMet(), sketch);
    }

    @Test
    void a_task_that_has_not_ended_is_an_order_unmet() {
        var needs = Needs.none().withDependencies(Map.of(OTHER, new Dependency.Ordering()));
        var sketch = new Sketch().added(OTHER).added(TASK, titled().withNeeds(needs));
        breaks(new DependenciesAreMet(), sketch.dispatched(TASK, 1, 1), "without t1");
    }

    @Test
    void a_generation_that_comes_again_does_not_rise() {
        var sketch = new Sketch().unfolded(Sketch.dispatch(TASK, 1, 1));
        sketch.unfolded(Sketch.dispatch(TASK, 2, 2));
        holds(new NumbersRise(), sketch);
        breaks(new NumbersRise(), sketch.unfolded(Sketch.dispatch(TASK, 3, 2)), "number=3");
    }

    @Test
    void an_attempt_number_that_comes_again_does_not_rise() {
        var sketch = new Sketch().unfolded(Sketch.dispatch(TASK, 1, 1));
        breaks(new NumbersRise(), sketch.unfolded(Sketch.dispatch(TASK, 1, 2)), "generation=2");
    }

    @Test
    void a_generation_has_one_agent() {
        var sketch = new Sketch().working(TASK, 1).working(TASK, 2);
        holds(new GenerationsHaveOneHolder(), sketch);
        breaks(new GenerationsHaveOneHolder(), sketch.working(TASK, 2), "two agents work on t0");
    }

    @Test
    void a_task_that_goes_on_after_its_last_attempt_breaks_its_bound() {
        var law = new AttemptsAreBounded(POLICY.timing());
        var limits = new Limits(Optional.empty(), Optional.empty(), Optional.of(2));
        var sketch = new Sketch().added(TASK, titled().withLimits(limits));
        sketch.dispatched(TASK, 1, 1).attemptEnded(TASK, Outcome.FAILED, Usage.NONE);
        holds(law, sketch);
        sketch.dispatched(TASK, 2, 2).attemptEnded(TASK, Outcome.FAILED, Usage.NONE);
        breaks(law, sketch, "t0 goes on after 2 of 2 attempts");
    }

    @Test
    void an_eligible_task_that_nothing_keeps_has_no_reason_to_wait() {
        var sketch = new Sketch().added(TASK);
        sketch.believing(sketch.state());
        holds(new WaitsAreNamed(1), sketch);
        assertThat(unnamed(sketch))
                .hasValueSatisfying(how -> assertThat(how).contains("nothing is said to keep it"));
    }

    /// The same task, though everything is there that it takes to dispatch it.
    private static Optional<String> unnamed(Sketch sketch) {
        var idle = Sightings.NONE.withDispatching(true);
        var board = Board.of(sketch.state(), POLICY, idle, Sketch.NOW);
        var seen = board.sightings().branch().isEmpty() ? looked(board) : board;
        var sight = sketch.sight();
        return new WaitsAreNamed(1)
                .broken(
                        new Sight(
                                Optional.of(seen),
                                sight.durable(),
                                sight.facts(),
                                sight.before(),
                                1,
                                List.of(),
                                List.of(),
                                sight.truth(),
                                sight.now()));
    }

    private static Board looked(Board board) {
        var known =
                new BranchKnown(
                        new CommitId("%040x".formatted(1)),
                        HashTreePSet.empty(),
                        HashTreePSet.empty());
        var before = board.sightings();
        var sightings =
                new Sightings(
                        Optional.of(known),
                        before.contacts(),
                        before.lane(),
                        before.lingering(),
                        before.looking(),
                        before.dispatching());
        return Board.of(board.state(), POLICY, sightings, Sketch.NOW);
    }

    @Test
    void what_an_agent_used_is_what_is_recorded() {
        var usage = Sketch.dollars(3);
        var sketch = new Sketch().added(TASK).dispatched(TASK, 1, 1).delivered(TASK, usage);
        sketch.truth.report(new Work(TASK, 1), new Truth.Report("", usage));
        holds(new MoneyIsAccounted(), sketch.attemptEnded(TASK, Outcome.RETRY, usage));
    }

    @Test
    void what_is_not_recorded_is_money_lost() {
        var usage = Sketch.dollars(3);
        var sketch = new Sketch().added(TASK).dispatched(TASK, 1, 1).delivered(TASK, usage);
        sketch.truth.report(new Work(TASK, 1), new Truth.Report("", usage));
        breaks(
                new MoneyIsAccounted(),
                sketch.attemptEnded(TASK, Outcome.RETRY, Usage.NONE),
                "costUsd=Optional[3]");
    }

    @Test
    void a_command_that_is_begun_before_its_fact_is_too_early() {
        var sketch = new Sketch().added(TASK).dispatched(TASK, 1, 1);
        holds(new FactsComeFirst(), sketch.begun(run(sketch.state(), 2)));
        breaks(new FactsComeFirst(), sketch.begun(run(sketch.state(), 1)), "RunAttempt");
    }

    private static Sight.Begun run(State state, long durableFacts) {
        var task = state.task(TASK).orElseThrow();
        var briefing = new Briefing(Map.of(), List.of(), List.of());
        var hour = Duration.ofHours(1);
        var bounds = new Command.Bounds(hour, hour, Optional.empty());
        return new Sight.Begun(new Command.RunAttempt(task, bounds, briefing), durableFacts);
    }

    @Test
    void what_is_believed_and_not_on_disk_is_a_difference() {
        var sketch = new Sketch().added(TASK);
        var before = sketch.state();
        holds(new RecordsAgree(), sketch.believing(before));
        breaks(
                new RecordsAgree(),
                sketch.dispatched(TASK, 1, 1).believing(before),
                "memory and disk differ");
    }

    private static Definition titled() {
        return Definition.titled("Do it");
    }
}
