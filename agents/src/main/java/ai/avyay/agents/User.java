package ai.avyay.agents;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Whose programs, keys and logins are used.
///
/// @param environment the variables of the user's shell
public record User(Path home, Map<String, String> environment) {
    public User {
        environment = Map.copyOf(environment);
    }

    /// The variable's value; empty if it is not set or blank.
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /// The path, with `~/` at its start meaning the home folder.
    Path path(String written) {
        return written.startsWith("~/") ? home.resolve(written.substring(2)) : Path.of(written);
    }
}
