package ai.avyay.domain;

import java.time.Duration;
import java.util.Optional;

/// How long and how often a task may be tried.
///
/// @param estimate how long an attempt should take; empty: history or the default tells
/// @param timeout when an attempt is stopped; empty: twice the estimate
/// @param maxAttempts how many attempts may fail before the task fails; empty: the default
public record Limits(
        Optional<Duration> estimate, Optional<Duration> timeout, Optional<Integer> maxAttempts) {
    public Limits {
        if (maxAttempts.isPresent() && maxAttempts.get() < 1) {
            throw new IllegalArgumentException(
                    "max_attempts must be at least 1: " + maxAttempts.get());
        }
    }

    public static Limits none() {
        return new Limits(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
