package ai.avyay.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.testkit.ModelServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// A repository of a user who has both agent programs, a subscription for each and a key, and whose
/// models answer by script.
final class AgentWorld {
    /// Stands in every file of the user's home folder that no agent may see.
    static final String SECRET = "secret-of-the-user";

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> SECRETS =
            List.of(
                    ".ssh/id_ed25519",
                    ".claude.json",
                    ".claude/settings.json",
                    ".codex/config.toml",
                    ".netrc");

    private final Scratch scratch;

    /// Makes the repository with `files`, and the user's home folder.
    AgentWorld(Path folder, ModelServer server, Map<String, String> files)
            throws IOException, InterruptedException {
        scratch = new Scratch(folder, environment(server));
        scratch.begin(files);
        for (var secret : SECRETS) {
            scratch.writeAtHome(secret, "\"%s\"\n".formatted(SECRET));
        }
    }

    /// Both programs on the path, with a key each for `server`.
    static Map<String, String> environment(ModelServer server) {
        return Map.of(
                "PATH",
                programs() + File.pathSeparator + System.getenv("PATH"),
                "ANTHROPIC_API_KEY",
                "key-of-the-test",
                "ANTHROPIC_BASE_URL",
                server.address().toString(),
                "OPENAI_API_KEY",
                "key-of-the-test",
                "OPENAI_BASE_URL",
                server.address() + "/v1");
    }

    /// The folder with both agent programs; without them, or without a sandbox, the test is
    /// skipped.
    static Path programs() {
        Scratch.assumeContained();
        var found =
                Stream.of(
                                Optional.ofNullable(System.getenv("AVYAY_E2E_PROGRAMS"))
                                        .map(Path::of),
                                Optional.of(
                                        Path.of("../e2e/node_modules/.bin")
                                                .toAbsolutePath()
                                                .normalize()))
                        .flatMap(Optional::stream)
                        .filter(bin -> Files.isExecutable(bin.resolve("claude")))
                        .filter(bin -> Files.isExecutable(bin.resolve("codex")))
                        .findFirst();
        assumeTrue(found.isPresent(), "needs claude and codex (npm install in e2e)");
        return found.orElseThrow();
    }

    Scratch scratch() {
        return scratch;
    }

    /// One attempt as the queue's files tell it.
    ///
    /// @param end empty while it runs
    record Try(String outcome, String reason, Instant start, Optional<Instant> end) {}

    /// What the queue's files say of each task, by its id.
    Map<String, JsonNode> tasks() throws IOException {
        var queue = scratch.repository().resolve(".avyay/queue");
        var tasks = new HashMap<String, JsonNode>();
        try (var files = Files.walk(queue.resolve("done"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString().replace(".json", "");
                tasks.put(name, JSON.readTree(file.toFile()));
            }
        }
        JSON.readTree(queue.resolve("queue.json").toFile())
                .path("tasks")
                .properties()
                .forEach(task -> tasks.put(task.getKey(), task.getValue()));
        return tasks;
    }

    /// The attempts at a task; none if there is no such task.
    static List<Try> tries(Map<String, JsonNode> tasks, String id) {
        var tries = new ArrayList<Try>();
        var task = tasks.getOrDefault(id, MissingNode.getInstance());
        for (var attempt : task.path("attempts")) {
            tries.add(
                    new Try(
                            attempt.path("outcome").asString(""),
                            attempt.path("reason").asString(""),
                            instant(attempt.path("started_at")).orElseThrow(),
                            instant(attempt.path("ended_at"))));
        }
        return tries;
    }

    private static Optional<Instant> instant(JsonNode text) {
        return text.isString()
                ? Optional.of(OffsetDateTime.parse(text.asString()).toInstant())
                : Optional.empty();
    }

    /// What an attempt was asked.
    String prompt(String task, int attempt) throws IOException {
        return Files.readString(
                scratch.repository()
                        .resolve(".avyay/attempts/%s/%d/brief/prompt.md".formatted(task, attempt)));
    }

    /// What stands in a file of the shipping branch.
    String shipped(String path) throws IOException, InterruptedException {
        return scratch.git("show", "avyay/main:" + path);
    }
}
