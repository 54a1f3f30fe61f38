package ai.avyay.app;

import ai.avyay.agents.Agents;
import ai.avyay.testkit.Conversation;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;

/// The project, the tasks and the scripts in which one thing after the other goes wrong.
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

    /// Codex with a subscription, at an address of one's own.
    private static final String SUBSCRIBED =
            """
            name: subscribed
            program: { executable: codex }
            run:
              command:
                - "{program}"
                - exec
                - --json
                - --skip-git-repo-check
                - --dangerously-bypass-approvals-and-sandbox
                - -c
                - analytics.enabled=false
                - -c
                - check_for_update_on_startup=false
                - -c
                - features.apps=false
                - -c
                - features.plugins=false
                - -c
                - model_provider=own
                - -c
                - 'model_providers.own={name="own",base_url="ADDRESS/v1",requires_openai_auth=true,wire_api="responses",request_max_retries=1,stream_max_retries=1}'
                - "{options}"
                - --
                - "{prompt}"
              options: { model: [-m, "{model}"] }
              environment: { CODEX_REFRESH_TOKEN_URL_OVERRIDE: "ADDRESS/oauth/token" }
            access:
              network: open
              login: { files: [.codex/auth.json], renew: codex login }
            output: { format: codex }
            """;

    private static final Pattern PROMPT_FILE =
            Pattern.compile("stands in the file (\\S+/attempts/([a-z-]+)/\\d+/brief/\\S+):");

    private final AtomicReference<Instant> limitEnds = new AtomicReference<>(Instant.EPOCH);

    /// When the limit of claude's subscription ends, as the model server said.
    Instant limitEnds() {
        return limitEnds.get();
    }

    /// The login file of `agent`, relative to the home folder.
    String login(String agent) {
        return agent.equals("claude") ? ".claude/.credentials.json" : ".codex/auth.json";
    }

    /// A repository in `folder` with all the tasks.
    AgentWorld world(Path folder, ModelServer server) throws IOException, InterruptedException {
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
        world.atHome(
                login("claude"),
                """
                {"claudeAiOauth":{"accessToken":"sk-ant-oat01-test","refreshToken":"sk-ant-ort01-test",
                "expiresAt":9999999999999,"scopes":["user:inference"],"subscriptionType":"max"}}
                """);
        world.atHome(login("codex"), codexLogin());
        world.atHome(".config/avyay/agents/strict.yaml", strict());
        world.atHome(
                ".config/avyay/agents/subscribed.yaml",
                SUBSCRIBED.replace("ADDRESS", server.address().toString()));
        world.add(tasks());
        return world;
    }

    private static String codexLogin() {
        var claims =
                "{\"exp\":4102444800,\"email\":\"u@localhost\",\"https://api.openai.com/auth\":{\"chatgpt_plan_type\":\"pro\",\"chatgpt_account_id\":\"a\"}}";
        var token = "%s.%s.%s".formatted(base64("{\"alg\":\"none\"}"), base64(claims), base64("s"));
        return """
        {"OPENAI_API_KEY":null,"auth_mode":"chatgpt","last_refresh":"%s","tokens":
        {"id_token":"%2$s","access_token":"%2$s","refresh_token":"sk-test","account_id":"a"}}
        """
                .formatted(Instant.now(), token);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Claude Code that has to ask before it writes, with nobody there to answer.
    private static String strict() throws IOException {
        try (var inside = Agents.class.getResourceAsStream("claude.yaml")) {
            var text =
                    new String(
                            Optional.ofNullable(inside).orElseThrow().readAllBytes(),
                            StandardCharsets.UTF_8);
            return text.replace("name: claude", "name: strict")
                    .replace("--dangerously-skip-permissions, ", "");
        }
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

    /// The script of each conversation. A prompt that stands in a file has no marker; its task is
    /// known by the path.
    Function<Conversation, Script> script() {
        var scripts = new HashMap<String, List<Function<String, Script>>>();
        for (var agent : List.of("claude", "codex")) {
            scripts.putAll(scripts(agent));
        }
        scripts.put(
                "codex-mute", List.of(_ -> Script.of(new Step.Mute()), _ -> work("codex", "mute")));
        scripts.put("claude-denied", List.of(_ -> work("claude", "denied")));
        scripts.put(
                "codex-refused",
                List.of(_ ->
                        Script.of(
                                new Step.RunShell("rm -rf build"),
                                new Step.WriteFile("refused-codex.txt", "without\n"),
                                new Step.Say("Done without."))));
        var choice = Scripts.inTurn(scripts);
        return conversation -> {
            var file = PROMPT_FILE.matcher(conversation.prompt());
            var marker = file.find() ? " #script:" + file.group(2) : "";
            return choice.apply(
                    new Conversation(conversation.id(), conversation.prompt() + marker));
        };
    }

    private Map<String, List<Function<String, Script>>> scripts(String agent) {
        return Map.of(
                agent + "-report",
                List.of(
                        _ -> written("report-%s.txt".formatted(agent), "nothing"),
                        prompt ->
                                written(
                                        "report-%s.txt".formatted(agent),
                                        found("does not hold the word (\\S+)", prompt))),
                agent + "-loose",
                List.of(_ ->
                        Script.of(
                                new Step.WriteFile("kept-%s.txt".formatted(agent), "kept\n"),
                                new Step.RunShell("git add -A && git commit -qm kept"),
                                new Step.WriteFile("loose-%s.txt".formatted(agent), "loose\n"),
                                new Step.Say("Done."))),
                agent + "-limited",
                List.of(_ -> limited(agent), _ -> work(agent, "limited")),
                agent + "-stalled",
                List.of(_ -> Script.of(new Step.StallStream()), _ -> work(agent, "stalled")),
                agent + "-errors",
                List.of(_ -> Script.of(new Step.ServerError(500)), _ -> work(agent, "errors")),
                agent + "-killed",
                List.of(
                        _ ->
                                Script.of(
                                        new Step.WriteFile(
                                                "killed-%s.txt".formatted(agent), "first\n"),
                                        new Step.RunShell("kill -9 $PPID; sleep 300")),
                        _ -> written("killed-%s.txt".formatted(agent), "second\n")),
                agent + "-broke",
                List.of(_ -> Script.of(broke(agent))),
                agent + "-login",
                List.of(_ -> Script.of(new Step.Unauthorized()), _ -> work(agent, "login")),
                agent + "-home",
                List.of(_ -> home(agent)),
                agent + "-long",
                List.of(prompt ->
                        Script.of(
                                new Step.RunShell(
                                        "grep -o 'The last word is .*' %s > long-%s.txt"
                                                .formatted(
                                                        found(PROMPT_FILE.pattern(), prompt),
                                                        agent)),
                                new Step.Say("Read."))));
    }

    private static Script work(String agent, String trouble) {
        return written("%s-%s.txt".formatted(trouble, agent), trouble + "\n");
    }

    private static Script written(String file, String text) {
        return Script.of(new Step.WriteFile(file, text), new Step.Say("Done."));
    }

    private static String found(String pattern, String prompt) {
        var match = Pattern.compile(pattern).matcher(prompt);
        return match.find() ? match.group(1) : "nothing";
    }

    private Script limited(String agent) {
        if (agent.equals("codex")) {
            return Script.of(
                    new Step.FailedStream(
                            429,
                            "rate_limit_exceeded",
                            "Rate limit reached for scripted on tokens per min (TPM): Limit 30000, Used 29000. Please try again in 5s."));
        }
        limitEnds.compareAndSet(
                Instant.EPOCH, Instant.now().plusSeconds(10).truncatedTo(ChronoUnit.SECONDS));
        return Script.of(new Step.UsageLimit(limitEnds()));
    }

    private static Step broke(String agent) {
        return agent.equals("claude")
                ? new Step.Refused(
                        400,
                        "invalid_request_error",
                        "Your credit balance is too low to access the Anthropic API.")
                : new Step.Refused(
                        429,
                        "insufficient_quota",
                        "You exceeded your current quota, please check your plan and billing details.");
    }

    private Script home(String agent) {
        var look =
                """
                {
                  grep -q sk- "$HOME/%1$s" && echo login seen
                  (echo spoilt >> "$HOME/%1$s") 2>/dev/null || echo not writable
                  echo "secrets seen: $(grep -rl 'secret-of-the-us[e]r' "$HOME" | wc -l)"
                } > home-%2$s.txt\
                """
                        .formatted(login(agent), agent);
        return Script.of(new Step.RunShell(look), new Step.Say("Looked."));
    }
}
