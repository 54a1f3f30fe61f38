package ai.avyay.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Notices that the machine's clock was set, or that the machine slept, by time that does not pass
/// meanwhile.
final class ClockWatch {
    /// What two clocks may differ by without one of them having been set.
    static final Duration TOLERANCE = Duration.ofSeconds(5);

    private final Steps.Times times;
    private Duration ahead;

    ClockWatch(Steps.Times times) {
        this.times = times;
        this.ahead = ahead();
    }

    private Duration ahead() {
        return Duration.between(Instant.EPOCH, times.clock().instant()).minus(times.passed().get());
    }

    /// By how much the clock was set since that was last taken in; empty if by no more than
    /// [#TOLERANCE].
    Optional<Duration> setBy() {
        var by = ahead().minus(ahead);
        return by.abs().compareTo(TOLERANCE) > 0 ? Optional.of(by) : Optional.empty();
    }

    /// It was taken in that the clock was set by `by`.
    void takenIn(Duration by) {
        ahead = ahead.plus(by);
    }
}
