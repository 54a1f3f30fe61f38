package ai.avyay.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.TaskId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// The laws of planning, in worlds where everything goes wrong.
class PlannerProperties {
    private static final int LONG_LIFE = 3000;

    @Example
    void these_worlds_see_every_kind_of_fact() {
        var seen = new HashSet<Class<?>>();
        for (var seed = 0; seed < World.TRIES; seed++) {
            World.lived(seed, _ -> {}).events().forEach(event -> seen.add(event.getClass()));
        }
        assertThat(seen).containsAll(concrete(Event.class));
    }

    private static Set<Class<?>> concrete(Class<?> sealed) {
        var all = new HashSet<Class<?>>();
        for (var kind : sealed.getPermittedSubclasses()) {
            if (kind.isRecord()) {
                all.add(kind);
            } else {
                all.addAll(concrete(kind));
            }
        }
        return all;
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void the_same_events_lead_to_the_same_state(@ForAll long seed) {
        var world = World.lived(seed, _ -> {});
        var state = State.EMPTY;
        for (var event : world.events()) {
            state = state.apply(event);
        }
        assertThat(state).isEqualTo(world.board().state());
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void what_is_kept_up_to_date_fact_by_fact_equals_what_is_derived_anew(@ForAll long seed) {
        World.lived(
                seed,
                step -> {
                    var kept = step.decision().board().at(step.now());
                    var anew = Board.of(kept.state(), kept.policy(), kept.sightings(), step.now());
                    assertThat(kept.readiness()).isEqualTo(anew.readiness());
                    assertThat(kept.underway()).isEqualTo(anew.underway());
                    assertThat(sets(kept.links().dependents()))
                            .isEqualTo(sets(anew.links().dependents()));
                    assertThat(sets(kept.links().wanting()))
                            .isEqualTo(sets(anew.links().wanting()));
                });
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void after_a_decision_there_is_nothing_left_that_could_be_placed(@ForAll long seed) {
        World.lived(
                seed,
                step -> {
                    var board = step.decision().board();
                    if (Dispatching.mayStart(board)) {
                        assertThat(Placement.plan(board, step.now())).isEmpty();
                    }
                });
    }

    private static <K> Map<K, Set<TaskId>> sets(Map<K, Collection<TaskId>> map) {
        return map.entrySet().stream()
                .collect(
                        Collectors.toMap(Map.Entry::getKey, entry -> Set.copyOf(entry.getValue())));
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void a_signal_of_an_old_generation_changes_nothing_but_the_log(@ForAll long seed) {
        World.lived(
                seed,
                step -> {
                    var board =
                            Planner.decide(step.decision().board(), new Signal.Ticked(), step.now())
                                    .board();
                    if (!board.sightings().lingering().isEmpty()
                            || !(step.signal() instanceof Signal.OfAttempt signal)
                            || board.state()
                                    .task(signal.task())
                                    .filter(task -> task.generation() == signal.generation())
                                    .filter(task -> task.openAttempt().isPresent())
                                    .isPresent()) {
                        return;
                    }
                    var late = Planner.decide(board, signal, step.now());
                    assertThat(late.board().state()).isEqualTo(board.state());
                    assertThat(late.commands()).isEmpty();
                    assertThat(late.changes().stream().flatMap(change -> change.events().stream()))
                            .allMatch(Event.SignalIgnored.class::isInstance);
                });
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void every_waiting_task_is_eligible_or_can_say_why_not(@ForAll long seed) {
        World.lived(
                seed,
                step -> {
                    var board = step.decision().board().at(step.now());
                    var ready = board.ready();
                    for (var task : board.state().live().values()) {
                        if (task.stage() instanceof Stage.Waiting && !ready.contains(task.id())) {
                            var conditions = board.conditions(task, step.now());
                            assertThat(conditions).isNotEmpty();
                            assertThat(conditions)
                                    .allMatch(condition -> !condition.text().isBlank());
                            if (conditions.stream().allMatch(Condition::endsWithTime)) {
                                assertThat(Planner.nextWake(board)).isPresent();
                            }
                        }
                    }
                });
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void waking_up_leaves_nothing_to_wake_up_for_at_once(@ForAll long seed) {
        World.lived(
                seed,
                step -> {
                    if (step.signal() instanceof Signal.Ticked) {
                        assertThat(Planner.nextWake(step.decision().board()).stream())
                                .allMatch(at -> at.isAfter(step.now()));
                    }
                });
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void generations_and_attempt_numbers_only_rise(@ForAll long seed) {
        Map<TaskId, Integer> generations = new HashMap<>();
        Map<TaskId, Integer> numbers = new HashMap<>();
        for (var event : World.lived(seed, _ -> {}).events()) {
            if (event instanceof Event.Dispatched dispatched) {
                var generation = dispatched.lease().generation();
                var before = generations.put(dispatched.task(), generation);
                assertThat(before == null ? 0 : before).isLessThan(generation);
                var number = numbers.put(dispatched.task(), dispatched.number());
                assertThat(number == null ? 0 : number).isLessThan(dispatched.number());
            }
        }
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void nothing_starves_and_every_task_ends_once_the_world_is_kind(@ForAll long seed) {
        var world = World.lived(seed, _ -> {}).turnKind();
        world.take(new Request.Resume());
        world.take(new Signal.Started(true));
        var steps = 0;
        while (isUnderWay(world) && world.goOn()) {
            assertThat(++steps).as("%s", left(world)).isLessThan(LONG_LIFE);
        }
        assertThat(left(world)).isEmpty();
        assertThat(Idleness.of(world.board(), world.now()))
                .isEqualTo(new Idleness.Idle(List.of(), List.of()));
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void every_task_can_be_explained_at_any_time(@ForAll long seed) {
        World.lived(
                seed,
                step -> {
                    var board = step.decision().board();
                    for (var id : board.state().live().keySet()) {
                        var why = Explanation.why(board, id, step.now());
                        assertThat(why.headline()).startsWith(id.value());
                        assertThat(why.reasons()).as("%s", board.state().task(id)).isNotEmpty();
                    }
                });
    }

    private static boolean isUnderWay(World world) {
        return !world.board().state().live().isEmpty()
                || Idleness.of(world.board(), world.now()) instanceof Idleness.Busy;
    }

    private static List<String> left(World world) {
        return world.board().state().live().values().stream()
                .map(task ->
                        "%s is %s %s %s"
                                .formatted(
                                        task.id(),
                                        task.stage(),
                                        world.board().conditions(task, world.now()),
                                        Placement.obstacles(world.board(), task, world.now())))
                .toList();
    }
}
