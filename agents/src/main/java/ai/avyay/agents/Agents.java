package ai.avyay.agents;

import ai.avyay.documents.DocumentReader;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Nearest;
import ai.avyay.engine.Agent;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The agents that there are: those that ship inside, and those of the user's own files.
public final class Agents {
    private static final List<String> INSIDE =
            List.of("aider", "claude", "codex", "gemini", "opencode", "qwen", "shell");
    private static final DocumentReader<AgentFile> READER = Documents.yaml(AgentFile.class);

    private Agents() {}

    /// All agents by name; one of the user's replaces one of the same name that ships inside.
    ///
    /// @param own YAML files, and folders of them; a folder that does not exist holds none
    /// @param settings by the agent's name
    /// @throws ai.avyay.documents.DocumentException if a file is not as it should be
    /// @throws IllegalArgumentException if there is no agent for some of the settings
    public static SequencedMap<String, Agent> load(
            List<Path> own, Map<String, AgentSettings> settings, User user) {
        var files = new TreeMap<String, AgentFile>();
        INSIDE.stream().map(Agents::inside).forEach(file -> files.put(file.name(), file));
        own.stream()
                .flatMap(Agents::files)
                .map(READER::read)
                .forEach(file -> files.put(file.name(), file));
        for (var name : settings.keySet()) {
            if (!files.containsKey(name)) {
                throw new IllegalArgumentException(
                        "there is no agent '%s'%s"
                                .formatted(name, Nearest.advice(name, files.keySet())));
            }
        }
        var agents = new TreeMap<String, Agent>();
        files.forEach((name, file) ->
                agents.put(
                        name,
                        new YamlAgent(
                                file, settings.getOrDefault(name, AgentSettings.DEFAULT), user)));
        return agents;
    }

    private static AgentFile inside(String name) {
        var resource = name + ".yaml";
        try (InputStream stream = Agents.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the agent " + resource + " is not packed");
            }
            return READER.read(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException("cannot read the packed " + resource, broken);
        }
    }

    private static Stream<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return Files.exists(place) || place.toString().endsWith(".yaml")
                    ? Stream.of(place)
                    : Stream.empty();
        }
        try (var entries = Files.list(place)) {
            return entries
                    .filter(entry -> entry.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(
                    "cannot list the agents in " + place + ", check its permissions", unreadable);
        }
    }
}
