package ai.avyay.agents;

import ai.avyay.domain.Usage;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/// The JSON lines of `codex exec --json`.
///
/// An item of type `error` is only a warning, a line of type `error` only the last of several
/// tries; usage is cumulative, so that the last one counts.
final class CodexTranscript implements Transcript {
    /// Always said, for its input is closed.
    private static final String PROMPTED = "Reading additional input from stdin...";

    private Optional<String> failure = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private Optional<String> declined = Optional.empty();
    private boolean completed;
    private Usage usage = Usage.NONE;
    private String lastText = "";
    private String lastNoise = "";

    @Override
    public void hear(String line) {
        var json = JsonLine.of(line);
        if (json.isEmpty()) {
            lastNoise = line.isBlank() || line.equals(PROMPTED) ? lastNoise : line;
            return;
        }
        var event = json.get();
        switch (JsonLine.text(event.path("type"))) {
            case "turn.started" -> started();
            case "turn.completed" -> completed(event.path("usage"));
            case "turn.failed" ->
                    failure = Optional.of(event.path("error").path("message").asString("unknown"));
            case "error" -> trouble = Optional.of(event.path("message").asString("unknown"));
            case "item.completed" -> item(event.path("item"));
            default -> {}
        }
    }

    private void started() {
        completed = false;
        failure = Optional.empty();
        trouble = Optional.empty();
    }

    private void completed(JsonNode said) {
        completed = true;
        usage =
                new Usage(
                        JsonLine.count(said.path("input_tokens")),
                        JsonLine.count(said.path("output_tokens")),
                        Optional.empty(),
                        "reported");
    }

    private void item(JsonNode item) {
        if (!item.path("type").asString("").equals("error")) {
            trouble = Optional.empty();
        }
        if (item.path("status").asString("").equals("declined")) {
            declined =
                    Optional.of(
                            Words.reason(
                                    item.path("command")
                                            .asString(item.path("type").asString("a tool"))));
        }
        if (item.path("type").asString("").equals("agent_message")) {
            lastText = item.path("text").asString(lastText);
        }
    }

    @Override
    public AgentReport report(Ending ending) {
        return new AgentReport(result(ending), usage, Words.message(lastText));
    }

    private Result result(Ending ending) {
        if (!(ending.exit() instanceof Exit.Exited)) {
            return trouble.flatMap(problem -> waiting(problem, ending))
                    .orElseGet(() -> new Result.Failed(Words.of(ending.exit())));
        }
        if (failure.isPresent()) {
            return ProviderFailure.of(OptionalInt.empty(), failure.get(), ending);
        }
        if (!completed) {
            return trouble.map(problem -> ProviderFailure.of(OptionalInt.empty(), problem, ending))
                    .orElseGet(() -> Silence.without(ending, lastNoise));
        }
        if (declined.isPresent()) {
            return new Result.Denied(declined.get());
        }
        return ending.exit().clean()
                ? new Result.Finished()
                : new Result.Failed("completed its turn and " + Words.of(ending.exit()));
    }

    /// A program that was stopped while it waited for the provider failed by the provider.
    private static Optional<Result> waiting(String problem, Ending ending) {
        return Optional.of(ProviderFailure.of(OptionalInt.empty(), problem, ending))
                .filter(failure -> !(failure instanceof Result.Failed));
    }
}
