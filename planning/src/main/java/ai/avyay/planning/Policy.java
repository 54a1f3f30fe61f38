package ai.avyay.planning;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Glob;
import ai.avyay.domain.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the configuration asks of the engine.
///
/// @param types by name
/// @param checks names of the checks that there are
/// @param resources limits by name; a resource that is not named has one holder at a time
/// @param hash of the configuration's text, recorded with each attempt
public record Policy(
        List<NodeOffer> nodes,
        AgentChoice agents,
        Map<String, TaskType> types,
        Set<String> checks,
        Map<String, ResourceLimit> resources,
        List<Area> areas,
        Timing timing,
        String hash) {
    public Policy {
        nodes = List.copyOf(nodes);
        types = Map.copyOf(types);
        checks = Set.copyOf(checks);
        resources = Map.copyOf(resources);
        areas = List.copyOf(areas);
    }

    public TaskType type(Task task) {
        return types.getOrDefault(task.definition().heading().type(), TaskType.DEFAULT);
    }

    public ResourceLimit resource(String name) {
        return resources.getOrDefault(name, ResourceLimit.EXCLUSIVE);
    }

    public Optional<NodeOffer> node(String name) {
        return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
    }

    /// Whether the attempts on that node outlive the engine.
    public boolean isRemote(String node) {
        return node(node).filter(NodeOffer::remote).isPresent();
    }

    /// The agent program that works on `task`.
    public String agent(Task task) {
        return agent(task.definition());
    }

    /// The agent program that works on a task of this definition.
    public String agent(Definition definition) {
        return definition
                .assignment()
                .agent()
                .orElseGet(() ->
                        agents.byType()
                                .getOrDefault(definition.heading().type(), agents.standard()));
    }

    /// The agent programs to choose from.
    ///
    /// @param standard the one for every type that `byType` does not name
    public record AgentChoice(String standard, Map<String, String> byType) {
        public AgentChoice {
            byType = Map.copyOf(byType);
        }
    }

    /// What a node offers.
    ///
    /// @param slots how many attempts it takes at once
    /// @param capabilities the agents it has, and whatever else tasks may require
    /// @param remote whether it is a machine of its own, whose attempts outlive the engine
    /// @param maxLoad the load for each core above which heavy tasks wait
    public record NodeOffer(
            String name,
            int slots,
            Set<String> capabilities,
            boolean remote,
            Optional<Double> maxLoad) {
        public NodeOffer(String name, int slots, Set<String> capabilities) {
            this(name, slots, capabilities, false, Optional.empty());
        }

        public NodeOffer {
            capabilities = Set.copyOf(capabilities);
            if (slots < 1) {
                throw new IllegalArgumentException(
                        "node " + name + ": slots must be at least 1: " + slots);
            }
        }
    }

    /// How many tasks may hold a resource, and for how long.
    ///
    /// @param untilIntegrated whether it is held until the work is on the branch, not only until it
    ///   was checked
    public record ResourceLimit(int limit, boolean untilIntegrated) {
        public static final ResourceLimit EXCLUSIVE = new ResourceLimit(1, false);

        public ResourceLimit {
            if (limit < 1) {
                throw new IllegalArgumentException(
                        "a resource's limit must be at least 1: " + limit);
            }
        }
    }

    /// A part of the code on which only so many tasks may work at once.
    public record Area(String name, List<Glob> paths, int parallel) {
        public Area {
            paths = List.copyOf(paths);
            if (parallel < 1) {
                throw new IllegalArgumentException(
                        "area " + name + ": parallel must be at least 1: " + parallel);
            }
        }

        public static Area of(String name, List<String> patterns, int parallel) {
            return new Area(name, patterns.stream().map(Glob::new).toList(), parallel);
        }
    }
}
