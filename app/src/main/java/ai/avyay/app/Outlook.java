package ai.avyay.app;

import ai.avyay.simulation.Adjustment;
import ai.avyay.simulation.Forecast;
import ai.avyay.simulation.Habits;
import ai.avyay.simulation.Premises;
import ai.avyay.simulation.Reviewing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// How the queue will probably fare as things are, and as they could be.
///
/// @param changed empty if nothing was to be otherwise
public record Outlook(Forecast present, Optional<Forecast> changed) {

    /// The outlook of the site's queue, from its history and the configuration in force.
    ///
    /// @throws CommandException if something cannot be adjusted as asked
    public static Outlook of(
            Site site, List<Adjustment> adjustments, int trials, Duration horizon) {
        var habits = Habits.of(site.queue().tasks());
        var reviewing = Reviewing.of(habits, site.situation().zone());
        var premises = new Premises(site.board(), habits, reviewing);
        var changed = adjusted(premises, adjustments);
        var through = new AtomicInteger();
        var all = trials * (changed.isPresent() ? 2 : 1);
        try (var _ =
                Ticker.start(
                        site.terminal(),
                        "simulating",
                        () -> "%d of %d".formatted(through.get(), all))) {
            var now = Forecast.of(premises, trials, horizon, _ -> through.incrementAndGet());
            return new Outlook(
                    now,
                    changed.map(other ->
                            Forecast.of(other, trials, horizon, _ -> through.incrementAndGet())));
        }
    }

    private static Optional<Premises> adjusted(Premises premises, List<Adjustment> adjustments) {
        if (adjustments.isEmpty()) {
            return Optional.empty();
        }
        var adjusted = premises;
        try {
            for (var adjustment : adjustments) {
                adjusted = adjustment.apply(adjusted);
            }
        } catch (IllegalArgumentException wrong) {
            throw CommandException.wrongUse(String.valueOf(wrong.getMessage()));
        }
        return Optional.of(adjusted);
    }
}
