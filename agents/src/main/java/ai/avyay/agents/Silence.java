package ai.avyay.agents;

import ai.avyay.engine.AgentReport.Result;
import java.util.OptionalInt;

/// What a run means that ended without saying how.
final class Silence {
    private Silence() {}

    /// A run without a result; its last words may tell why.
    static Result without(Transcript.Ending ending, String lastWords) {
        var failed =
                new Result.Failed(
                        Words.reason(
                                "%s without a result%s"
                                        .formatted(
                                                Words.of(ending.exit()),
                                                lastWords.isBlank() ? "" : ": " + lastWords)));
        if (ending.exit().clean()) {
            return failed;
        }
        return ProviderFailure.of(OptionalInt.empty(), lastWords, ending)
                        instanceof Result.LoginExpired expired
                ? expired
                : failed;
    }
}
