package ai.avyay.planning;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A configuration, put together in words. Every node has the agent `shell`.
final class Policies {
    private final List<Policy.NodeOffer> nodes = new ArrayList<>();
    private final Map<String, Policy.ResourceLimit> resources = new HashMap<>();
    private final List<Policy.Area> areas = new ArrayList<>();
    private final Map<String, String> agents = new HashMap<>();
    private final Map<String, TaskType> types = new HashMap<>();
    private final Set<String> checks = new HashSet<>();
    private Timing timing = Timing.DEFAULT;

    /// One node, `n1`, of so many slots.
    static Policies slots(int slots) {
        return new Policies().node("n1", slots);
    }

    static Policies none() {
        return new Policies();
    }

    Policies node(String name, int slots, String... capabilities) {
        var all = new HashSet<>(Set.of(capabilities));
        all.add("shell");
        nodes.add(new Policy.NodeOffer(name, slots, all));
        return this;
    }

    /// A machine of its own.
    Policies remote(String name, int slots) {
        nodes.add(new Policy.NodeOffer(name, slots, Set.of("shell"), true, Optional.empty()));
        return this;
    }

    /// A node on which heavy work waits above a load.
    Policies limited(String name, int slots, double maxLoad) {
        nodes.add(new Policy.NodeOffer(name, slots, Set.of("shell"), false, Optional.of(maxLoad)));
        return this;
    }

    Policies resource(String name, int limit) {
        resources.put(name, new Policy.ResourceLimit(limit, false));
        return this;
    }

    Policies untilIntegrated(String name) {
        resources.put(name, new Policy.ResourceLimit(1, true));
        return this;
    }

    Policies area(String name, int parallel, String... paths) {
        areas.add(Policy.Area.of(name, List.of(paths), parallel));
        return this;
    }

    Policies agentFor(String type, String agent) {
        agents.put(type, agent);
        return this;
    }

    Policies breaking(int failures, Duration pause) {
        timing =
                new Timing(
                        timing.lease(),
                        timing.estimate(),
                        timing.silence(),
                        timing.maxAttempts(),
                        timing.backoff(),
                        new Timing.Breaking(failures, pause));
        return this;
    }

    /// What is known of tasks: the types and checks of these names.
    Policies knowing(Set<String> ofTypes, Set<String> ofChecks) {
        ofTypes.forEach(type -> types.put(type, TaskType.DEFAULT));
        checks.addAll(ofChecks);
        return this;
    }

    Policy policy() {
        return new Policy(
                nodes,
                new Policy.AgentChoice("shell", agents),
                types,
                checks,
                resources,
                areas,
                timing,
                "configuration");
    }
}
