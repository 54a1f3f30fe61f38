package ai.avyay.app;

import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;

/// What a command is called in.
///
/// @param folder the working directory
/// @param zone in which times are shown
public record Situation(
        Path folder,
        Map<String, String> environment,
        Terminal terminal,
        InstantSource clock,
        ZoneId zone) {
    public Situation {
        environment = Map.copyOf(environment);
    }

    /// The same, called in another folder.
    public Situation in(Path other) {
        return new Situation(other, environment, terminal, clock, zone);
    }

    /// Who calls, for the record of reviews.
    public String person() {
        return environment.getOrDefault("USER", System.getProperty("user.name", "unknown"));
    }

    /// Whether stack traces are wanted.
    public boolean debugging() {
        return Logging.debugging(environment);
    }
}
