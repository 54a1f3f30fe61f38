package ai.avyay.engine;

import java.util.Map;

/// Everything the engine reaches the world through.
///
/// @param nodes by name
/// @param agents by name
public record Ports(
        TaskQueue queue,
        Map<String, Node> nodes,
        Map<String, Agent> agents,
        Gate gate,
        Hub hub,
        Integration integration,
        Notifier notifier) {
    public Ports {
        nodes = Map.copyOf(nodes);
        agents = Map.copyOf(agents);
    }
}
