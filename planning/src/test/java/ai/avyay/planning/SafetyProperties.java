package ai.avyay.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/// What never happens, in worlds where everything goes wrong.
class SafetyProperties {
    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void no_resource_has_more_holders_than_it_may(@ForAll long seed) {
        var world = new World(seed);
        world.witness(step ->
                held(step.decision().board(), world)
                        .forEach((resource, holders) ->
                                assertThat(holders)
                                        .as(resource)
                                        .hasSizeLessThanOrEqualTo(
                                                world.board()
                                                        .policy()
                                                        .resource(resource.split("@", 2)[0])
                                                        .limit())));
        for (var i = 0; i < World.STEPS; i++) {
            world.step();
        }
    }

    /// Who uses what: by the records, and by what really works at this moment.
    private static Map<String, Set<World.Work>> held(Board board, World world) {
        Map<String, Set<World.Work>> held = new HashMap<>();
        board.state()
                .live()
                .values()
                .forEach(task -> {
                    var work = new World.Work(task.id(), task.generation());
                    for (var resource : task.definition().needs().resources()) {
                        var holds =
                                task.lease().isPresent()
                                        || (task.openAttempt().isPresent()
                                                && board.policy()
                                                        .resource(resource)
                                                        .untilIntegrated());
                        if (holds) {
                            var node = task.attempts().getLast().run().node();
                            held.computeIfAbsent(key(resource, node), _ -> new HashSet<>())
                                    .add(work);
                        }
                    }
                });
        world.alive()
                .forEach((work, resources) ->
                        resources.stream()
                                .filter(resource -> !resource.startsWith("node:"))
                                .forEach(resource ->
                                        held.computeIfAbsent(resource, _ -> new HashSet<>())
                                                .add(work)));
        return held;
    }

    private static String key(String resource, String node) {
        return resource.startsWith("node:") ? resource + "@" + node : resource;
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void nothing_is_dispatched_without_its_artifacts(@ForAll long seed) {
        World.lived(
                seed,
                step -> {
                    for (var command : step.decision().commands()) {
                        if (command instanceof Command.RunAttempt(var task, _, _)) {
                            task.definition()
                                    .needs()
                                    .dependencies()
                                    .forEach((other, dependency) -> {
                                        if (dependency instanceof Dependency.Hard(var path, _)) {
                                            assertThat(exists(step.decision().board(), other, path))
                                                    .isTrue();
                                        }
                                        if (dependency instanceof Dependency.Ordering) {
                                            assertThat(step.decision().board().state().live())
                                                    .doesNotContainKey(other);
                                        }
                                    });
                        }
                    }
                });
    }

    private static boolean exists(Board board, TaskId maker, String path) {
        var state = board.state();
        var made =
                state.task(maker)
                        .map(Task::artifacts)
                        .orElseGet(
                                () -> Objects.requireNonNull(state.ended().get(maker)).artifacts());
        return made.contains(path) || board.sightings().present().contains(path);
    }

    @Property(tries = World.TRIES, shrinking = ShrinkingMode.OFF)
    void attempts_are_bounded_until_a_person_forgives_them(@ForAll long seed) {
        var world =
                World.lived(
                        seed,
                        step -> {
                            for (var task : step.decision().board().state().live().values()) {
                                var limit =
                                        Attempts.limit(
                                                task, step.decision().board().policy().timing());
                                assertThat(Attempts.counted(task))
                                        .isLessThan(Math.max(limit, 3 + 1));
                                assertThat(uncountedInARow(task))
                                        .isLessThanOrEqualTo(Timing.MAX_UNCOUNTED);
                            }
                        });
        assertThat(world.events()).isNotEmpty();
    }

    private static long uncountedInARow(Task task) {
        return task.attempts().reversed().stream()
                .map(Attempt::ending)
                .flatMap(Optional::stream)
                .takeWhile(ending -> !ending.forgiven() && !ending.outcome().countsAgainstLimit())
                .count();
    }
}
