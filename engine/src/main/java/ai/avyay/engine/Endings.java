package ai.avyay.engine;

import ai.avyay.domain.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Reads how an attempt ended from what the node saw and what the program said of itself.
sealed interface Endings {
    /// The program ended well by both accounts; whether its work is any good is the gate's to say.
    record Worked() implements Endings {}

    record Stopped(Outcome outcome, String reason, Optional<Instant> resetAt) implements Endings {}

    static Endings of(Exit exit, AgentReport said, Instant now) {
        return switch (exit) {
            case Exit.TimedOut(var after) -> stuck("stopped after " + words(after), said, now);
            case Exit.Silent(var after) ->
                    stuck("stopped: no sign of work for " + words(after), said, now);
            case Exit.NotStarted(var reason) ->
                    stopped(Outcome.PROVIDER_ERROR, "could not be started: " + reason);
            case Exit.Vanished(var reason) -> stopped(Outcome.LOST, "lost: " + reason);
            case Exit.Exited _ -> of(said.result(), now);
        };
    }

    /// A program that sat out a rate limit or a fault of the provider is not to blame for the time.
    private static Endings stuck(String reason, AgentReport said, Instant now) {
        return switch (said.result()) {
            case AgentReport.Result.RateLimited _, AgentReport.Result.ProviderError _ ->
                    of(said.result(), now);
            case AgentReport.Result.Finished _,
                    AgentReport.Result.Denied _,
                    AgentReport.Result.LoginExpired _,
                    AgentReport.Result.OverBudget _,
                    AgentReport.Result.Failed _ ->
                    stopped(Outcome.TIMED_OUT, reason);
        };
    }

    private static Endings of(AgentReport.Result result, Instant now) {
        return switch (result) {
            case AgentReport.Result.Finished _ -> new Worked();
            case AgentReport.Result.Denied(var what) ->
                    stopped(Outcome.DENIED, "the program was refused " + what);
            case AgentReport.Result.RateLimited(var resetAt) ->
                    new Stopped(
                            Outcome.RATE_LIMITED,
                            "rate limited by the provider",
                            resetAt.filter(at -> at.isAfter(now)));
            case AgentReport.Result.LoginExpired(var renewal) ->
                    stopped(
                            Outcome.LOGIN_EXPIRED,
                            "the login has expired; renew it with `" + renewal + "`");
            case AgentReport.Result.OverBudget(var what) ->
                    stopped(Outcome.OVER_BUDGET, "over budget: " + what);
            case AgentReport.Result.ProviderError(var what) ->
                    stopped(Outcome.PROVIDER_ERROR, what);
            case AgentReport.Result.Failed(var what) -> stopped(Outcome.FAILED, what);
        };
    }

    private static Endings stopped(Outcome outcome, String reason) {
        return new Stopped(outcome, reason, Optional.empty());
    }

    private static String words(Duration duration) {
        return duration.toMinutes() >= 1
                ? duration.toMinutes() + " min"
                : duration.toSeconds() + " s";
    }
}
