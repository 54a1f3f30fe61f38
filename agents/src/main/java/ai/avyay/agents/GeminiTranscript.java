package ai.avyay.agents;

import ai.avyay.domain.Usage;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Gemini's `stream-json`.
///
/// Its status says `success` of a run that was refused a tool. An error before the stream stands as
/// a JSON document of several lines on the other output, and the exit code is the status of the
/// failed call modulo 256.
final class GeminiTranscript implements Transcript {
    private static final int NO_LOGIN = 41;
    private static final int UNTRUSTED = 55;
    private static final int TURNS = 53;
    private static final int LONGEST_ERROR = 16_384;

    /// Calls that wait for their results at the same time.
    private static final int MOST_CALLS = 1_000;

    private final StringBuilder document = new StringBuilder();
    private final Map<String, String> calls = new HashMap<>();
    private final Denials denials = new Denials();
    private JsonNode result = MissingNode.getInstance();
    private Optional<String> error = Optional.empty();
    private String answer = "";
    private String lastNoise = "";

    @Override
    public void hear(String line) {
        var json = JsonLine.of(line);
        if (json.isPresent()) {
            event(json.get());
        } else if (line.equals("{") || !document.isEmpty()) {
            gather(line);
        } else if (!line.isBlank()) {
            lastNoise = line;
        }
    }

    /// Gathers the document on the other output until it is whole.
    private void gather(String line) {
        document.append(line).append('\n');
        if (line.equals("}")) {
            JsonLine.of(document.toString()).ifPresent(this::event);
            document.setLength(0);
        } else if (document.length() > LONGEST_ERROR) {
            document.setLength(0);
        }
    }

    private void event(JsonNode event) {
        switch (JsonLine.text(event.path("type"))) {
            case "result" -> result = event;
            case "message" -> spoken(event);
            case "tool_use" -> called(event);
            case "tool_result" -> returned(event);
            case "error" -> error = Optional.of(event.path("message").asString("unknown"));
            default -> {
                if (event.path("error").path("message").isString() && event.has("session_id")) {
                    error = Optional.of(JsonLine.text(event.path("error").path("message")));
                }
            }
        }
    }

    private void called(JsonNode event) {
        answer = "";
        if (calls.size() < MOST_CALLS) {
            calls.put(JsonLine.text(event.path("tool_id")), JsonLine.text(event.path("tool_name")));
        }
    }

    private void returned(JsonNode event) {
        var tool = calls.remove(JsonLine.text(event.path("tool_id")));
        if (event.path("error").path("type").asString("").equals("policy_violation")) {
            denials.add(Optional.ofNullable(tool).orElse("a tool"));
        }
    }

    private void spoken(JsonNode event) {
        if (event.path("role").asString("").equals("assistant")) {
            var content = event.path("content").asString("");
            answer =
                    event.path("delta").asBoolean(false)
                            ? Words.message(answer + content)
                            : content;
        } else {
            answer = "";
        }
    }

    @Override
    public AgentReport report(Ending ending) {
        return new AgentReport(result(ending), usage(), Words.message(answer));
    }

    private Usage usage() {
        var stats = result.path("stats");
        var tally = new Tally();
        if (stats.isObject()) {
            tally.answer(
                    "",
                    JsonLine.count(stats.path("input_tokens")),
                    JsonLine.count(stats.path("output_tokens")));
        }
        return tally.usage(Optional.empty());
    }

    private Result result(Ending ending) {
        if (!(ending.exit() instanceof Exit.Exited(var code))) {
            return new Result.Failed(Words.of(ending.exit()));
        }
        if (result.path("status").asString("").equals("success") && code == 0) {
            return denials.result().orElseGet(Result.Finished::new);
        }
        var said = result.path("error").path("message").asString(error.orElse(""));
        return switch (code) {
            case NO_LOGIN -> new Result.LoginExpired(ending.renewal());
            case UNTRUSTED -> new Result.Failed("it does not trust its folder");
            case TURNS -> new Result.Failed("stopped at its limit of turns");
            default ->
                    said.isEmpty()
                            ? Silence.without(ending, lastNoise)
                            : ProviderFailure.of(status(code), said, ending);
        };
    }

    private static OptionalInt status(int code) {
        for (var status : new int[] {401, 403, 429, 500, 502, 503, 504}) {
            if (status % 256 == code) {
                return OptionalInt.of(status);
            }
        }
        return OptionalInt.empty();
    }
}
