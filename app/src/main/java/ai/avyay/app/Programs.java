package ai.avyay.app;

import ai.avyay.engine.Agent;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The agent programs that this machine has.
///
/// @param known names of all agents that there are
/// @param installed those that can be run here
/// @param missing what to install for those that cannot, by name; a node that is said to offer one
///   does not until that is done
public record Programs(List<String> known, List<String> installed, Map<String, String> missing) {
    /// The agent that runs a task's instructions as a script; it needs no program of its own.
    static final String SHELL = "shell";

    /// In the order in which one is taken as the default.
    private static final List<String> PREFERRED =
            List.of("claude", "codex", "gemini", "opencode", "qwen", "aider");

    public Programs {
        known = List.copyOf(known);
        installed = List.copyOf(installed);
        missing = Map.copyOf(missing);
    }

    /// A machine on which all of `installed` can be run, and nobody asks for the others.
    public Programs(List<String> known, List<String> installed) {
        this(known, installed, Map.of());
    }

    /// The programs of `agents`, looked for on this machine: one that lacks nothing but a key
    /// counts as installed, since its user is told about the key.
    static Programs of(Map<String, Agent> agents, Map<String, String> environment) {
        var missing = new HashMap<String, String>();
        agents.values().stream()
                .filter(agent -> !onPath(agent.name(), environment))
                .forEach(agent ->
                        agent.missing().ifPresent(what -> missing.put(agent.name(), what)));
        return new Programs(
                agents.keySet().stream().sorted().toList(),
                agents.keySet().stream()
                        .filter(name -> !missing.containsKey(name))
                        .sorted()
                        .toList(),
                missing);
    }

    private static boolean onPath(String program, Map<String, String> environment) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> folder.startsWith(File.separator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// The agent for tasks of which nothing else is said.
    public String preferred() {
        return Stream.concat(PREFERRED.stream(), installed.stream())
                .filter(installed::contains)
                .filter(name -> !name.equals(SHELL))
                .findFirst()
                .orElse(SHELL);
    }
}
