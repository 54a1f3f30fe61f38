package ai.avyay.app;

import ai.avyay.gates.Check;
import ai.avyay.planning.Policy;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `avyay.yaml` asks for, with everything filled in that it leaves out.
///
/// @param branch the branch to ship to; empty: the one that is checked out
/// @param agents settings by agent program
/// @param sandboxRequired whether a model agent is refused where nothing contains it
public record Configuration(
        Optional<String> branch,
        Policy policy,
        List<Check> checks,
        Map<String, AgentSettings> agents,
        boolean sandboxRequired) {
    /// The file at the root of the repository.
    public static final String FILE = "avyay.yaml";

    public Configuration {
        checks = List.copyOf(checks);
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
