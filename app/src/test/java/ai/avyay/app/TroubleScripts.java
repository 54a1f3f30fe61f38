package ai.avyay.app;

import ai.avyay.testkit.Conversation;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What the models answer while one thing after the other goes wrong.
final class TroubleScripts {
    private static final Pattern PROMPT_FILE =
            Pattern.compile("stands in the file (\\S+/attempts/([a-z-]+)/\\d+/brief/\\S+):");
    private final AtomicReference<Instant> limitEnds = new AtomicReference<>(Instant.EPOCH);

    /// When the limit of claude's subscription ends, as the model server said.
    Instant limitEnds() {
        return limitEnds.get();
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
                List.of(_ -> loose(agent)),
                agent + "-limited",
                List.of(_ -> limited(agent), _ -> work(agent, "limited")),
                agent + "-stalled",
                List.of(_ -> Script.of(new Step.StallStream()), _ -> work(agent, "stalled")),
                agent + "-errors",
                List.of(_ -> Script.of(new Step.ServerError(500)), _ -> work(agent, "errors")),
                agent + "-killed",
                List.of(
                        _ -> killed(agent),
                        _ -> written("killed-%s.txt".formatted(agent), "second\n")),
                agent + "-broke",
                List.of(_ -> Script.of(broke(agent))),
                agent + "-login",
                List.of(_ -> Script.of(new Step.Unauthorized()), _ -> work(agent, "login")),
                agent + "-home",
                List.of(_ -> home(agent)),
                agent + "-long",
                List.of(prompt -> lastWord(agent, prompt)));
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

    private static Script loose(String agent) {
        return Script.of(
                new Step.WriteFile("kept-%s.txt".formatted(agent), "kept\n"),
                new Step.RunShell("git add -A && git commit -qm kept"),
                new Step.WriteFile("loose-%s.txt".formatted(agent), "loose\n"),
                new Step.Say("Done."));
    }

    private static Script killed(String agent) {
        return Script.of(
                new Step.WriteFile("killed-%s.txt".formatted(agent), "first\n"),
                new Step.RunShell("kill -9 $PPID; sleep 300"));
    }

    private static Script lastWord(String agent, String prompt) {
        return Script.of(
                new Step.RunShell(
                        "grep -o 'The last word is .*' %s > long-%s.txt"
                                .formatted(found(PROMPT_FILE.pattern(), prompt), agent)),
                new Step.Say("Read."));
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

    private static Script home(String agent) {
        var look =
                """
                {
                  grep -q sk- "$HOME/%1$s" && echo login seen
                  (echo spoilt >> "$HOME/%1$s") 2>/dev/null || echo not writable
                  echo "secrets seen: $(grep -rl 'secret-of-the-us[e]r' "$HOME" | wc -l)"
                } > home-%2$s.txt\
                """
                        .formatted(AgentLogins.file(agent), agent);
        return Script.of(new Step.RunShell(look), new Step.Say("Looked."));
    }
}
