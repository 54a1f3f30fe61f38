package ai.avyay.agents;

import java.util.Map;
import java.util.Optional;

/// What the configuration says of one agent.
///
/// @param environment added to the environment of its program, over what its file says
/// @param model for tasks that name none
public record AgentSettings(Login login, Map<String, String> environment, Optional<String> model) {
    public static final AgentSettings DEFAULT =
            new AgentSettings(Login.KEY, Map.of(), Optional.empty());

    public AgentSettings {
        environment = Map.copyOf(environment);
    }

    /// What the program shows to its provider.
    public enum Login {
        /// A key from the user's environment.
        KEY,
        /// The user's own login, whose files the program can then read.
        OWN
    }
}
