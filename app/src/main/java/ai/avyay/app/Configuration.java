package ai.avyay.app;

import ai.avyay.gates.Check;
import ai.avyay.gates.GatePolicy;
import ai.avyay.planning.Policy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What `avyay.yaml` asks for, with everything filled in that it leaves out.
///
/// @param branch the branch to ship to; empty: the one that is checked out
/// @param machines what `ssh` is to reach, by the name of the node; all others are this machine
/// @param guards what may be in a change at all
/// @param caches by name: those that checks or agents name, and those that are described
/// @param agentCaches names of the caches that agents see
/// @param agents settings by agent program
/// @param sandboxRequired whether a model agent is refused where nothing contains it
/// @param text the file, as it was read
public record Configuration(
        Optional<String> branch,
        Map<String, String> machines,
        Policy policy,
        List<Check> checks,
        GatePolicy guards,
        Map<String, Cache> caches,
        List<String> agentCaches,
        Map<String, AgentSettings> agents,
        boolean sandboxRequired,
        String text) {
    /// The file at the root of the repository.
    public static final String FILE = "avyay.yaml";

    public Configuration {
        machines = Map.copyOf(machines);
        checks = List.copyOf(checks);
        caches = Collections.unmodifiableMap(new TreeMap<>(caches));
        agentCaches = List.copyOf(agentCaches);
        agents = Map.copyOf(agents);
    }

    /// What is said of one agent program.
    ///
    /// @param ownLogin whether it sees the user's own login files
    /// @param model for tasks that name none; empty: the program's default
    /// @param environment names of variables that it gets from the engine's environment
    public record AgentSettings(
            boolean ownLogin, Optional<String> model, List<String> environment) {
        static final AgentSettings NONE = new AgentSettings(false, Optional.empty(), List.of());

        public AgentSettings {
            environment = List.copyOf(environment);
        }
    }

    /// The settings of the agent called `name`.
    public AgentSettings agent(String name) {
        return agents.getOrDefault(name, AgentSettings.NONE);
    }
}
