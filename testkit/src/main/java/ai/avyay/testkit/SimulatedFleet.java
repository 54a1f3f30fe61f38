package ai.avyay.testkit;

import ai.avyay.engine.Agent;
import ai.avyay.engine.Node;
import ai.avyay.engine.Notifier;
import ai.avyay.engine.Ports;
import ai.avyay.planning.Policy;
import ai.avyay.planning.TaskType;
import ai.avyay.planning.Timing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// A fleet in memory, with everything an engine needs around it.
public final class SimulatedFleet {
    /// The one agent program that every node has.
    public static final String AGENT = "simulated";

    private final InMemoryQueue queue = new InMemoryQueue();
    private final SimulatedHub hub;
    private final Map<String, SimulatedNode> nodes = new LinkedHashMap<>();
    private final List<Policy.NodeOffer> offers = new ArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();

    public SimulatedFleet(Map<String, String> files) {
        this.hub = new SimulatedHub(files);
    }

    /// Adds a node with `slots` slots and the agent among its capabilities.
    public SimulatedNode node(String name, int slots) {
        var node = new SimulatedNode(name, hub);
        nodes.put(name, node);
        offers.add(new Policy.NodeOffer(name, slots, Set.of(AGENT)));
        return node;
    }

    /// Adds a machine of its own, whose attempts outlive the engine.
    public SimulatedNode remote(String name, int slots) {
        var node = new SimulatedNode(name, hub, true);
        nodes.put(name, node);
        offers.add(new Policy.NodeOffer(name, slots, Set.of(AGENT), true, Optional.empty()));
        return node;
    }

    public InMemoryQueue queue() {
        return queue;
    }

    public SimulatedHub hub() {
        return hub;
    }

    /// What people were told so far.
    public List<String> notices() {
        return List.copyOf(notices);
    }

    public Ports ports() {
        Map<String, Node> all = new LinkedHashMap<>(nodes);
        Map<String, Agent> agents = Map.of(AGENT, new SimulatedAgent(AGENT));
        Notifier notifier = notice -> notices.add(notice.text());
        return new Ports(queue, all, agents, new SimulatedGate(hub), hub, hub, notifier);
    }

    /// A policy that knows the fleet's nodes and nothing else.
    public Policy policy(Map<String, TaskType> types, Timing timing) {
        return new Policy(
                offers,
                new Policy.AgentChoice(AGENT, Map.of()),
                types,
                Set.of(),
                Map.of(),
                List.of(),
                timing,
                "policy");
    }
}
