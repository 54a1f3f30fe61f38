package ai.avyay.bench;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Assignment;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Event;
import ai.avyay.domain.Needs;
import ai.avyay.domain.Origin;
import ai.avyay.domain.State;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A made-up queue of any size: a hundred tasks that depend on nothing, and behind them tasks that
/// each depend on about ten earlier ones, chosen at random: six in ten by order, three by artifact,
/// one softly.
///
/// @param reach how far back a task may depend; the shorter, the more even the number of dependents
record GiantQueue(int tasks, int dependencies, int reach) {
    static final Instant START = Instant.parse("2026-05-10T12:00:00Z");
    private static final int ROOTS = 100;
    private static final String INSTRUCTIONS = "Do what the title says, with tests. ".repeat(6);

    State state() {
        var random = new Random(1);
        var state = State.EMPTY;
        var left = dependencies;
        for (var i = 0; i < tasks; i++) {
            Map<TaskId, Dependency> needed = new LinkedHashMap<>();
            if (i >= ROOTS) {
                var nearest = Math.max(0, i - reach);
                var share = Math.min(i - nearest, Math.ceilDiv(left, tasks - i));
                while (needed.size() < share) {
                    var other = random.nextInt(nearest, i);
                    needed.putIfAbsent(id(other), dependency(random, other));
                }
            }
            left -= needed.size();
            state = state.apply(added(i, needed));
        }
        return state;
    }

    private static TaskId id(int number) {
        return new TaskId("task-%06d".formatted(number));
    }

    private static String artifact(int number) {
        return "out/%06d.md".formatted(number);
    }

    private static Dependency dependency(Random random, int other) {
        var kind = random.nextInt(10);
        if (kind < 6) {
            return new Dependency.Ordering();
        }
        return kind < 9
                ? new Dependency.Hard(artifact(other), false)
                : new Dependency.Soft(Duration.ofHours(2), "proceed_with_placeholders");
    }

    private static Event added(int number, Map<TaskId, Dependency> needed) {
        var text = "Part %d. %s".formatted(number, INSTRUCTIONS);
        var definition =
                Definition.titled("Build part " + number)
                        .withAssignment(Assignment.none().withInstructions(text))
                        .withNeeds(Needs.none().withDependencies(needed))
                        .withAcceptance(
                                Acceptance.none().withDeliverables(List.of(artifact(number))));
        return new Event.TaskAdded(START, id(number), definition, Origin.manual(START));
    }
}
