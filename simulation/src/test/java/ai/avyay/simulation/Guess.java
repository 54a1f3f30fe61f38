package ai.avyay.simulation;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Event;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Review;
import ai.avyay.domain.State;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Board;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A queue to be forecast, put together in words. Every task is estimated at an hour, and the node
/// `n1` has one slot.
record Guess(List<Definition> tasks, List<Policy.NodeOffer> nodes, Habits habits) {
    static final Instant NOW = Instant.parse("2026-05-10T10:00:00Z");
    static final String AGENT = "shell";
    static final Habits NONE = Habits.of(List.of());

    static Guess independent(int count) {
        var tasks = new ArrayList<Definition>();
        for (var i = 0; i < count; i++) {
            var hour =
                    new Limits(
                            Optional.of(Duration.ofHours(1)), Optional.empty(), Optional.empty());
            tasks.add(Definition.titled("Do").withLimits(hour));
        }
        return new Guess(tasks, List.of(node("n1", 1)), NONE);
    }

    static Guess chain(int count) {
        var chain = new ArrayList<Definition>();
        for (var task : independent(count).tasks) {
            var before =
                    Map.<TaskId, Dependency>of(id(chain.size() - 1), new Dependency.Ordering());
            chain.add(
                    chain.isEmpty() ? task : task.withNeeds(task.needs().withDependencies(before)));
        }
        return new Guess(chain, List.of(node("n1", 1)), NONE);
    }

    static Policy.NodeOffer node(String name, int slots) {
        return new Policy.NodeOffer(name, slots, Set.of(AGENT));
    }

    private static TaskId id(int number) {
        return new TaskId("t" + Math.max(0, number));
    }

    Guess slots(int slots) {
        return new Guess(tasks, List.of(node("n1", slots)), habits);
    }

    Guess habits(Habits changed) {
        return new Guess(tasks, nodes, changed);
    }

    Guess reviewed() {
        return each(task -> task.withAcceptance(task.acceptance().withReview(Review.REQUIRED)));
    }

    Guess holding(String resource) {
        return each(task -> task.withNeeds(task.needs().withResources(List.of(resource))));
    }

    Guess requiring(String capability) {
        return each(task -> task.withNeeds(task.needs().withCapabilities(List.of(capability))));
    }

    private Guess each(UnaryOperator<Definition> change) {
        return new Guess(tasks.stream().map(change).toList(), nodes, habits);
    }

    Premises premises() {
        var state = State.EMPTY;
        for (var i = 0; i < tasks.size(); i++) {
            state = state.apply(new Event.TaskAdded(NOW, id(i), tasks.get(i), Origin.manual(NOW)));
        }
        var policy =
                new Policy(
                        nodes,
                        new Policy.AgentChoice(AGENT, Map.of()),
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        List.of(),
                        Timing.DEFAULT,
                        "guessed");
        return new Premises(
                Board.of(state, policy, Sightings.NONE, NOW),
                habits,
                Reviewing.of(habits, ZoneOffset.UTC));
    }
}
