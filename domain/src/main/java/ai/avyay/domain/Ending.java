package ai.avyay.domain;

import java.time.Instant;

/// How and why an attempt ended.
///
/// @param reason one or two lines for people and for the next prompt
/// @param forgiven whether a person has let the task go on since, so that it uses up none of its
///   `max_attempts` any more
public record Ending(Instant at, Outcome outcome, String reason, Usage usage, boolean forgiven) {
    public Ending(Instant at, Outcome outcome, String reason, Usage usage) {
        this(at, outcome, reason, usage, false);
    }

    /// Whether it uses up one of the task's `max_attempts`.
    public boolean counts() {
        return outcome.countsAgainstLimit() && !forgiven;
    }

    Ending forgive() {
        return new Ending(at, outcome, reason, usage, true);
    }
}
