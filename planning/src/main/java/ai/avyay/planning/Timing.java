package ai.avyay.planning;

import java.time.Duration;

/// How long things may take, and how often they may fail.
///
/// @param lease a node's right to an attempt, renewed while it is heard of
/// @param estimate of a task of which nothing is known
/// @param silence after which an agent that shows no sign of work is stopped
/// @param maxAttempts of a task that does not say
public record Timing(
        Duration lease,
        Duration estimate,
        Duration silence,
        int maxAttempts,
        Backoff backoff,
        Breaking breaking) {
    public static final Timing DEFAULT =
            new Timing(
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(30),
                    Duration.ofMinutes(15),
                    3,
                    new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(10)),
                    new Breaking(3, Duration.ofMinutes(5)));

    /// How many priority points a task gains for each hour that it has been eligible.
    public static final int AGEING_PER_HOUR = 2;

    /// How many attempts in a row may end without counting before a person has to look.
    public static final int MAX_UNCOUNTED = 20;

    /// How long after its lease an attempt that nothing is heard of may still hold what it held.
    public static final Duration GRACE = Duration.ofMinutes(1);

    /// The longest that the reset of a rate limit is waited for, whatever a program says.
    public static final Duration LONGEST_RESET = Duration.ofDays(8);

    /// How long a task rests after a failure.
    ///
    /// @param first after one that was not preceded by another; doubles with each
    /// @param longest what it never exceeds
    public record Backoff(Duration first, Duration longest) {}

    /// When a breaker opens, and for how long the first time.
    public record Breaking(int failures, Duration pause) {}
}
