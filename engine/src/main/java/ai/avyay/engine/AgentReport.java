package ai.avyay.engine;

import ai.avyay.domain.Usage;
import java.time.Instant;
import java.util.Optional;

/// What an agent program says of its own run; its word is no evidence of the work.
///
/// @param lastMessage the program's closing words, shortened; empty if there are none
public record AgentReport(Result result, Usage usage, String lastMessage) {

    /// How the program's run ended by its own account.
    public sealed interface Result {
        record Finished() implements Result {}

        /// It was refused a tool.
        record Denied(String what) implements Result {}

        /// The provider asks to wait.
        ///
        /// @param resetAt when it may go on; empty if not said
        record RateLimited(Optional<Instant> resetAt) implements Result {}

        /// The program's login cannot be renewed from inside.
        ///
        /// @param renewal the command that renews the login
        record LoginExpired(String renewal) implements Result {}

        record OverBudget(String what) implements Result {}

        /// The provider failed, not the work.
        record ProviderError(String what) implements Result {}

        record Failed(String what) implements Result {}
    }
}
