package ai.avyay.agents;

import ai.avyay.engine.AgentReport.Result;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Tells what a failed call of a model means, from its status or, without one, from its text.
final class ProviderFailure {
    private static final int LOOKED_AT = 2_000;
    private static final Pattern STATUS =
            Pattern.compile(
                    "(?i)\\b(?:status(?: code)?|code|error|HTTP|rejected)[\"':= (]*([45]\\d\\d)\\b|\\b([45]\\d\\d) [A-Z]");
    private static final Pattern SPENT =
            words(
                    "insufficient_quota|credit balance is too low|billing_hard_limit|out of credits|quota_exhausted_billing"
                            + "|^Quota exceeded. Check your plan and billing");
    private static final Pattern LIMITED =
            words(
                    "rate.?limit|usage limit|hit your limit|limit reached|too many requests|RESOURCE_EXHAUSTED|quota exceeded"
                            + "|exceeded your current quota");
    private static final Pattern LOGIN =
            words(
                    "run /login|not logged in|token (?:has |was |has been )?(?:expired|revoked)|invalid.api.key|invalid_api_key|failed to authenticate"
                            + "|authentication_error|refresh token|Unauthorized|Invalid auth method|please log ?in");
    private static final Pattern PROVIDER =
            words(
                    "overloaded|high demand|temporary error|internal server error|bad gateway|service unavailable|stream (?:disconnected|error|closed)"
                            + "|connection|ECONN\\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|timed? ?out|terminated|fetch failed|socket hang up"
                            + "|network|premature close");

    private ProviderFailure() {}

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?i)" + alternatives);
    }

    /// What a call that failed with `text` comes to.
    ///
    /// @param said the status that the program itself names
    static Result of(OptionalInt said, String text, Transcript.Ending ending) {
        var message = text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text;
        var status = said.isPresent() ? said : status(message);
        var reason = Words.reason(message);
        if (SPENT.matcher(message).find() || status.orElse(0) == 402) {
            return new Result.OverBudget(reason);
        }
        if (status.isPresent()) {
            return byStatus(status.getAsInt(), reason, message, ending);
        }
        if (LIMITED.matcher(message).find()) {
            return limited(message, ending);
        }
        if (LOGIN.matcher(message).find()) {
            return new Result.LoginExpired(ending.renewal());
        }
        return PROVIDER.matcher(message).find()
                ? new Result.ProviderError(reason)
                : new Result.Failed(reason);
    }

    private static Result byStatus(
            int status, String reason, String message, Transcript.Ending ending) {
        if (status == 429) {
            return limited(message, ending);
        }
        if (status == 401 || (status == 403 && LOGIN.matcher(message).find())) {
            return new Result.LoginExpired(ending.renewal());
        }
        return status >= 500 || status == 408
                ? new Result.ProviderError(reason)
                : new Result.Failed(reason);
    }

    private static Result limited(String message, Transcript.Ending ending) {
        return new Result.RateLimited(ResetTime.in(message, ending.at()));
    }

    private static OptionalInt status(String message) {
        var found = STATUS.matcher(message);
        if (!found.find()) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(
                Integer.parseInt(found.group(1) == null ? found.group(2) : found.group(1)));
    }
}
