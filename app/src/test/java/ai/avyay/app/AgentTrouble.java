package ai.avyay.app;

import ai.avyay.testkit.ModelServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The project and the tasks in which one thing after the other goes wrong.
final class AgentTrouble {
    /// Only the project's check knows it.
    static final String WORD = "open-sesame";

    private static final String CONFIGURATION =
            """
            nodes: { local: { slots: 6, capabilities: [claude, codex, strict, subscribed] } }
            agents:
              default: claude
              settings:
                claude: { login: own }
                strict: { login: own }
                subscribed: { login: own }
            checks: { word: { run: "sh tests/word.sh", required: true } }
            limits: { silence: 25s, backoff: 1s, longest_backoff: 2s, breaker: { failures: 1000 } }
            """;
    private static final String CHECK =
            """
            for file in report-*.txt; do
                if [ -e "$file" ] && [ "$(cat "$file")" != %1$s ]; then
                    echo "FAILED: $file does not hold the word %1$s"
                    exit 1
                fi
            done
            """
                    .formatted(WORD);

    private AgentTrouble() {}

    /// A repository in `folder` with all the tasks.
    static AgentWorld world(Path folder, ModelServer server)
            throws IOException, InterruptedException {
        var world =
                new AgentWorld(
                        folder,
                        server,
                        Map.of(
                                "README.md",
                                "A project.\n",
                                "tests/word.sh",
                                CHECK,
                                Configuration.FILE,
                                CONFIGURATION));
        AgentLogins.write(world.scratch(), server);
        world.scratch().add(tasks());
        return world;
    }

    private static String tasks() {
        var text = new StringBuilder("tasks:\n");
        for (var agent : List.of("claude", "codex")) {
            var subscribed = agent.equals("claude") ? "claude" : "subscribed";
            text.append(task(agent, "report", agent, 3))
                    .append(task(agent, "loose", agent, 1))
                    .append(task(agent, "limited", agent, 1))
                    .append(task(agent, "stalled", agent, 3))
                    .append(task(agent, "errors", agent, 1))
                    .append(task(agent, "killed", agent, 3))
                    .append(task(agent, "broke", agent, 1))
                    .append(task(agent, "login", subscribed, 1))
                    .append(task(agent, "home", subscribed, 1))
                    .append(task(agent, "long", agent, 1))
                    .append("      ")
                    .append("All of this is to be read. ".repeat(6_000))
                    .append("\n      The last word is ")
                    .append(WORD)
                    .append('\n');
        }
        return text.append(task("codex", "mute", "codex", 3))
                .append(task("claude", "denied", "strict", 1))
                .append(task("codex", "refused", "codex", 1))
                .toString();
    }

    /// A task whose instructions may go on after it.
    private static String task(String agent, String trouble, String program, int attempts) {
        return """
          %1$s-%2$s:
            agent: %3$s
            model: scripted
            max_attempts: %4$d
            priority: %5$d
            expected_deliverables: [%2$s-%1$s.txt]
            instructions: |
              Write %2$s-%1$s.txt #script:%1$s-%2$s
        """
                .formatted(agent, trouble, program, attempts, slow(trouble) ? 90 : 50);
    }

    /// What waits for the silence bound comes first, so that all of it waits at the same time.
    private static boolean slow(String trouble) {
        return trouble.equals("stalled") || trouble.equals("mute");
    }
}
