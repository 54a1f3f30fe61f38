package ai.avyay.agents;

import ai.avyay.engine.Agent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A machine of a test's own, with programs that do nothing and a home folder.
record Machine(Path root) {
    Path home() {
        return root.resolve("home");
    }

    /// Installs a program that only exists.
    Path program(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Path file(String path, String text) throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    User user(String... variables) {
        var environment = new TreeMap<String, String>();
        environment.put("PATH", root.resolve("bin").toString());
        for (var i = 0; i < variables.length; i += 2) {
            environment.put(variables[i], variables[i + 1]);
        }
        return new User(home(), environment);
    }

    static Agent agent(String name, AgentSettings settings, User user) {
        return Optional.ofNullable(Agents.load(List.of(), Map.of(name, settings), user).get(name))
                .orElseThrow();
    }

    static AgentSettings ownLogin() {
        return new AgentSettings(AgentSettings.Login.OWN, Map.of(), Optional.empty());
    }

    static Agent.Prompt prompt(String text) {
        return new Agent.Prompt(text, Path.of("/brief/prompt.md"), "echo hello", Optional.empty());
    }
}
