package ai.avyay.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// How one run of a queue in virtual time came out.
///
/// @param end when the last task ended, or the horizon if work was still going on there
/// @param busy how long the slots of each node were taken, summed up
/// @param waits for how long tasks waited for each thing, summed up
public record Trial(
        Instant end,
        Counts tasks,
        Map<String, Duration> busy,
        Map<Bottleneck, Duration> waits,
        Spending spending) {
    public Trial {
        busy = Map.copyOf(busy);
        waits = Map.copyOf(waits);
    }

    /// What became of the tasks.
    ///
    /// @param unfinished still under way at the horizon
    /// @param stuck those that nothing would move any more but a person
    public record Counts(int done, int failed, int unfinished, int stuck) {}

    /// What the attempts cost.
    ///
    /// @param costUsd of those of which it is known
    /// @param unknown how many attempts it is not known of
    public record Spending(int attempts, BigDecimal costUsd, int unknown) {}

    /// Runs the queue of `premises` for `horizon` at most; the same for the same seed.
    public static Trial of(Premises premises, long seed, Duration horizon) {
        return new Timeline(premises, seed, premises.start().plus(horizon)).run();
    }
}
