package ai.avyay.agents;

import ai.avyay.domain.Usage;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Claude Code's `stream-json`, which Qwen Code speaks too.
///
/// Its `subtype` says `success` of a run that ended by an error of the provider, and its exit code
/// is 0 after tools were refused: so neither decides.
final class ClaudeTranscript implements Transcript {
    private static final Pattern USAGE_LIMIT =
            Pattern.compile("Claude AI usage limit reached\\|\\d{10}");

    private final boolean inputHoldsCached;
    private final Denials denials = new Denials();
    private final Tally tally = new Tally();
    private JsonNode result = MissingNode.getInstance();
    private JsonNode retry = MissingNode.getInstance();
    private Optional<Instant> reset = Optional.empty();
    private String lastText = "";
    private String lastNoise = "";

    /// Reads it.
    ///
    /// @param inputHoldsCached whether the input tokens hold those from a cache, as Qwen counts
    ClaudeTranscript(boolean inputHoldsCached) {
        this.inputHoldsCached = inputHoldsCached;
    }

    @Override
    public void hear(String line) {
        var json = JsonLine.of(line);
        if (json.isEmpty()) {
            lastNoise = line.isBlank() ? lastNoise : line;
            return;
        }
        var event = json.get();
        switch (JsonLine.text(event.path("type"))) {
            case "assistant" -> answered(event.path("message"));
            case "system" ->
                    retry = event.path("subtype").asString("").equals("api_retry") ? event : retry;
            case "rate_limit_event" -> limited(event.path("rate_limit_info"));
            case "result" -> ended(event);
            default -> {}
        }
    }

    private void answered(JsonNode message) {
        if (message.path("model").asString("").equals("<synthetic>")) {
            return;
        }
        retry = MissingNode.getInstance();
        tally.answer(
                JsonLine.text(message.path("id")),
                input(message.path("usage")),
                output(message.path("usage")));
        for (var part : message.path("content")) {
            lastText = part.path("text").asString(lastText);
        }
    }

    private void limited(JsonNode limit) {
        if (limit.path("status").asString("").equals("rejected")
                && limit.path("resetsAt").isNumber()) {
            reset = Optional.of(Instant.ofEpochSecond(JsonLine.count(limit.path("resetsAt"))));
        }
    }

    private void ended(JsonNode event) {
        result = event;
        for (var denial : event.path("permission_denials")) {
            denials.add(denial.path("tool_name").asString("a tool"));
        }
    }

    @Override
    public AgentReport report(Ending ending) {
        var text = result.path("result").asString(lastText);
        return new AgentReport(result(ending), usage(), Words.message(text));
    }

    private Result result(Ending ending) {
        if (!(ending.exit() instanceof Exit.Exited)) {
            return waiting(ending).orElseGet(() -> new Result.Failed(Words.of(ending.exit())));
        }
        if (result.isMissingNode()) {
            return waiting(ending)
                    .orElseGet(() ->
                            Silence.without(ending, lastNoise.isEmpty() ? lastText : lastNoise));
        }
        var subtype = JsonLine.text(result.path("subtype"));
        if (subtype.equals("error_max_budget_usd")) {
            return new Result.OverBudget(problem());
        }
        if (subtype.equals("error_max_turns")) {
            return new Result.Failed(problem());
        }
        if (result.path("is_error").asBoolean(false) || USAGE_LIMIT.matcher(problem()).matches()) {
            return withReset(
                    ProviderFailure.of(status(result.path("api_error_status")), problem(), ending),
                    ending);
        }
        return denials.result()
                .orElseGet(() ->
                        subtype.equals("success") && ending.exit().clean()
                                ? new Result.Finished()
                                : new Result.Failed(
                                        "said '%s' and %s"
                                                .formatted(
                                                        Words.reason(subtype),
                                                        Words.of(ending.exit()))));
    }

    /// A program that was stopped while it waited for the provider failed by the provider.
    private Optional<Result> waiting(Ending ending) {
        if (retry.isMissingNode()) {
            return Optional.empty();
        }
        var problem = "waited for the provider: " + retry.path("error").asString("unknown");
        return Optional.of(
                switch (ProviderFailure.of(status(retry.path("error_status")), problem, ending)) {
                    case Result.Failed _ -> new Result.ProviderError(problem);
                    case Result other -> withReset(other, ending);
                });
    }

    /// What the event says is exact, what the words say is not.
    private Result withReset(Result failure, Ending ending) {
        return failure instanceof Result.RateLimited(var at)
                ? new Result.RateLimited(
                        reset.flatMap(known -> ResetTime.believed(known, ending.at())).or(() -> at))
                : failure;
    }

    private String problem() {
        var errors = result.path("errors").path(0).asString("");
        var error = result.path("error").path("message").asString(errors);
        return Words.reason(
                error.isEmpty() ? result.path("result").asString("an error without words") : error);
    }

    private static OptionalInt status(JsonNode status) {
        return status.isNumber()
                ? OptionalInt.of((int) JsonLine.count(status))
                : OptionalInt.empty();
    }

    private Usage usage() {
        if (!result.path("usage").isObject()) {
            return tally.usage(Optional.empty());
        }
        var said = new Tally();
        said.answer("", input(result.path("usage")), output(result.path("usage")));
        var usage = said.usage(cost());
        return usage.inputTokens() + usage.outputTokens() > 0 ? usage : ofModels(usage);
    }

    /// A turn that overspent is missing in the sum of the run, but not in that of its model.
    private Usage ofModels(Usage empty) {
        var said = new Tally();
        said.answer("", empty.inputTokens(), empty.outputTokens());
        for (var model : result.path("modelUsage")) {
            said.answer(
                    "",
                    JsonLine.count(model.path("inputTokens"))
                            + JsonLine.count(model.path("cacheReadInputTokens"))
                            + JsonLine.count(model.path("cacheCreationInputTokens")),
                    JsonLine.count(model.path("outputTokens")));
        }
        return said.usage(empty.costUsd());
    }

    /// Empty if a model is among those used whose price the program does not know: it invents one.
    private Optional<BigDecimal> cost() {
        for (var model : result.path("modelUsage")) {
            if (model.path("costBasis").asString("").equals("unknown")) {
                return Optional.empty();
            }
        }
        return JsonLine.dollars(result.path("total_cost_usd"));
    }

    private long input(JsonNode usage) {
        var fresh = JsonLine.count(usage.path("input_tokens"));
        return inputHoldsCached
                ? fresh
                : fresh
                        + JsonLine.count(usage.path("cache_creation_input_tokens"))
                        + JsonLine.count(usage.path("cache_read_input_tokens"));
    }

    private static long output(JsonNode usage) {
        return JsonLine.count(usage.path("output_tokens"));
    }
}
