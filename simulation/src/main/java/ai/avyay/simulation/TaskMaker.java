package ai.avyay.simulation;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Needs;
import ai.avyay.domain.Origin;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Draws tasks that depend on one another in every way that there is.
///
/// Each task draws from a source of its own, so that the first tasks are the same however many
/// follow.
final class TaskMaker {
    private static final List<String> RESOURCES =
            List.of(
                    Settings.EXCLUSIVE,
                    Settings.COUNTED,
                    Settings.UNTIL_INTEGRATED,
                    Settings.PER_NODE);
    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofHours(3);
    private static final int MOST_ATTEMPTS = 3;

    private final Odds odds;
    private int made;

    TaskMaker(Odds odds) {
        this.odds = odds;
    }

    /// The next task.
    Request.NewTask next(Instant now) {
        var chance = odds.chance("task " + made);
        var id = id(made);
        var definition =
                Definition.titled("Do " + id)
                        .withHeading(heading(chance, id))
                        .withNeeds(needs(chance))
                        .withLimits(limits(chance));
        var acceptance = definition.acceptance().withDeliverables(deliverables(chance));
        made++;
        return new Request.NewTask(id, definition.withAcceptance(acceptance), Origin.manual(now));
    }

    /// `definition` with another place in the order, other resources and another limit of attempts.
    static Definition another(Chance chance, Definition definition) {
        return definition
                .withHeading(definition.heading().withPriority(chance.below(101)))
                .withNeeds(definition.needs().withResources(resources(chance)))
                .withLimits(limits(chance));
    }

    private static TaskId id(int number) {
        return new TaskId("t" + number);
    }

    private static String path(int number) {
        return "out/t" + number + ".txt";
    }

    private static Heading heading(Chance chance, TaskId id) {
        return Heading.titled("Do " + id)
                .withPriority(chance.below(101))
                .withType(chance.oneIn(5) ? Settings.REVIEWED : "");
    }

    private List<String> deliverables(Chance chance) {
        return chance.oneIn(4) ? List.of(path(made), Settings.CORE + made) : List.of(path(made));
    }

    private Needs needs(Chance chance) {
        Map<TaskId, Dependency> dependencies = new LinkedHashMap<>();
        for (var i = Math.min(made, chance.below(3)); i > 0; i--) {
            var other = chance.below(made);
            dependencies.put(id(other), dependency(chance, other));
        }
        var resources = resources(chance);
        return Needs.none()
                .withDependencies(dependencies)
                .withResources(resources)
                .withCapabilities(chance.oneIn(8) ? List.of(Settings.RARE) : List.of());
    }

    private static List<String> resources(Chance chance) {
        var resources = new ArrayList<String>();
        for (var i = chance.below(4); i > 0; i--) {
            resources.add(chance.one(RESOURCES));
        }
        return resources.stream().distinct().toList();
    }

    private static Dependency dependency(Chance chance, int other) {
        return switch (chance.below(4)) {
            case 0 -> new Dependency.Ordering();
            case 1 -> new Dependency.Soft(chance.between(SHORT, LONG), "go on without it");
            case 2 -> new Dependency.Hard(path(other), true);
            default -> new Dependency.Hard(path(other), false);
        };
    }

    private static Limits limits(Chance chance) {
        return new Limits(
                chance.oneIn(3) ? Optional.of(chance.between(SHORT, LONG)) : Optional.empty(),
                Optional.empty(),
                chance.oneIn(2) ? Optional.of(1 + chance.below(MOST_ATTEMPTS)) : Optional.empty());
    }
}
