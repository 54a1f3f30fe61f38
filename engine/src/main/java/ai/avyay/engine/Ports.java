package ai.avyay.engine;

import java.util.Collections;
import java.util.Map;

/// Everything the engine reaches the world through.
///
/// @param nodes by name; a look at those that there are now, since a reload may bring others
/// @param agents by name, likewise
public record Ports(
        TaskQueue queue,
        Map<String, Node> nodes,
        Map<String, Agent> agents,
        Gate gate,
        Hub hub,
        Integration integration,
        Notifier notifier) {
    public Ports {
        nodes = Collections.unmodifiableMap(nodes);
        agents = Collections.unmodifiableMap(agents);
    }
}
