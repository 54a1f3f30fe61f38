package ai.avyay.domain;

import java.util.Locale;

/// How an attempt ended.
public enum Outcome {
    DONE(Then.ENDS),
    /// The gate sent the work back with its report.
    RETRY(Then.COUNTS),
    /// A person sent the work back with feedback.
    REJECTED(Then.COUNTS),
    /// The work could not be brought onto the shipping branch.
    CONFLICT(Then.COUNTS),
    /// The agent program failed, or its work was refused.
    FAILED(Then.COUNTS),
    TIMED_OUT(Then.COUNTS),
    /// The agent program was refused a tool.
    DENIED(Then.WAITS_FOR_PERSON),
    OVER_BUDGET(Then.WAITS_FOR_PERSON),
    PROVIDER_ERROR(Then.TRIED_AGAIN),
    RATE_LIMITED(Then.TRIED_AGAIN),
    LOGIN_EXPIRED(Then.TRIED_AGAIN),
    /// The node vanished; whether the work was finished is unknown.
    LOST(Then.TRIED_AGAIN),
    /// Another attempt of the same task won.
    SUPERSEDED(Then.TRIED_AGAIN),
    CANCELLED(Then.TRIED_AGAIN);

    private enum Then {
        ENDS,
        COUNTS,
        WAITS_FOR_PERSON,
        TRIED_AGAIN
    }

    private final Then then;

    Outcome(Then then) {
        this.then = then;
    }

    /// Whether an attempt that ended so uses up one of the task's `max_attempts`.
    public boolean countsAgainstLimit() {
        return then == Then.COUNTS;
    }

    /// Whether only a person can let the task go on.
    public boolean waitsForPerson() {
        return then == Then.WAITS_FOR_PERSON;
    }

    /// Whether the task is tried again without using up an attempt.
    public boolean triedAgain() {
        return then == Then.TRIED_AGAIN;
    }

    /// The word used in files and on the screen, such as `timed_out`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
