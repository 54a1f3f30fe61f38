package ai.avyay.agents;

import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// The JSON lines of `opencode run --format json`.
///
/// There is no result: it has ended well if its last step stopped by itself and no tool was
/// refused; tokens and cost of the steps add up.
final class OpencodeTranscript implements Transcript {
    /// A refusal has no form but these words, at the start of what the tool is said to have failed
    /// by.
    private static final List<String> REFUSALS =
            List.of(
                    "The user rejected permission to use this specific tool call",
                    "The user has specified a rule which prevents you from using this specific tool call");

    private final Tally tally = new Tally();
    private final Denials denials = new Denials();
    private Optional<BigDecimal> cost = Optional.empty();
    private JsonNode error = MissingNode.getInstance();
    private String stoppedBy = "";
    private String lastText = "";
    private String lastNoise = "";

    @Override
    public void hear(String line) {
        var json = JsonLine.of(line);
        if (json.isEmpty()) {
            lastNoise = line.isBlank() ? lastNoise : line;
            return;
        }
        var event = json.get();
        var part = event.path("part");
        switch (JsonLine.text(event.path("type"))) {
            case "step_start" -> stoppedBy = "";
            case "step_finish" -> step(part);
            case "tool_use" -> used(part);
            case "text" -> lastText = part.path("text").asString(lastText);
            case "error" -> error = event.path("error");
            default -> {}
        }
    }

    private void used(JsonNode part) {
        var problem = part.path("state").path("error").asString("");
        if (REFUSALS.stream().anyMatch(problem::startsWith)) {
            denials.add(part.path("tool").asString("a tool"));
        }
    }

    private void step(JsonNode part) {
        stoppedBy = part.path("reason").asString("stop");
        error = MissingNode.getInstance();
        var tokens = part.path("tokens");
        var cache = tokens.path("cache");
        tally.answer(
                "",
                JsonLine.count(tokens.path("input"))
                        + JsonLine.count(cache.path("read"))
                        + JsonLine.count(cache.path("write")),
                JsonLine.count(tokens.path("output")) + JsonLine.count(tokens.path("reasoning")));
        JsonLine.dollars(part.path("cost"))
                .ifPresent(dollars -> cost = Optional.of(cost.map(dollars::add).orElse(dollars)));
    }

    @Override
    public AgentReport report(Ending ending) {
        return new AgentReport(result(ending), tally.usage(cost), Words.message(lastText));
    }

    private Result result(Ending ending) {
        if (!(ending.exit() instanceof Exit.Exited)) {
            return new Result.Failed(Words.of(ending.exit()));
        }
        if (!error.isMissingNode()) {
            return failure(ending);
        }
        return denials.result()
                .orElseGet(() ->
                        ending.exit().clean() && stoppedBy.equals("stop")
                                ? new Result.Finished()
                                : Silence.without(ending, lastNoise));
    }

    private Result failure(Ending ending) {
        var data = error.path("data");
        var status = JsonLine.count(data.path("statusCode"));
        var said =
                data.path("message")
                        .asString(error.path("name").asString("an error without words"));
        var wait = data.path("responseHeaders").path("retry-after").asString("");
        var message = wait.isEmpty() ? said : said + " (retry-after: " + wait + ")";
        return ProviderFailure.of(
                status > 0 ? OptionalInt.of((int) status) : OptionalInt.empty(), message, ending);
    }
}
