package ai.avyay.simulation;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.function.ToIntFunction;

/// How a queue will probably fare: many trials of it, each with luck of its own.
///
/// @param premises what was tried
/// @param trials one for each seed
public record Forecast(Premises premises, List<Trial> trials, Duration horizon) {
    /// How far ahead is looked.
    public static final Duration HORIZON = Duration.ofDays(28);

    /// How many trials tell enough.
    public static final int USUAL = 50;

    public Forecast {
        trials = List.copyOf(trials);
        if (trials.isEmpty()) {
            throw new IllegalArgumentException("a forecast needs a trial");
        }
    }

    /// What tasks waited for, and for how long in a trial.
    public record Wait(Bottleneck on, Duration time) {}

    /// The forecast of so many trials, seeds 1, 2, 3 and so on, so that the same question gets the
    /// same answer.
    ///
    /// @param progress is told after each how many are through
    public static Forecast of(
            Premises premises, int trials, Duration horizon, IntConsumer progress) {
        var through = new ArrayList<Trial>();
        for (var seed = 1; seed <= trials; seed++) {
            through.add(Trial.of(premises, seed, horizon));
            progress.accept(seed);
        }
        return new Forecast(premises, through, horizon);
    }

    /// How long it takes in `percent` of the trials at most.
    public Duration within(int percent) {
        return percentile(
                trials.stream().map(trial -> time(trial.end())).sorted().toList(), percent);
    }

    private static <T> T percentile(List<T> sorted, int percent) {
        var rank = (int) Math.ceil(percent / 100.0 * sorted.size());
        return sorted.get(Math.clamp(rank - 1, 0, sorted.size() - 1));
    }

    private Duration time(Instant end) {
        return Duration.between(premises.start(), end);
    }

    /// The mean of a count over the trials.
    public double mean(ToIntFunction<Trial.Counts> count) {
        return trials.stream()
                .mapToInt(trial -> count.applyAsInt(trial.tasks()))
                .average()
                .orElse(0);
    }

    /// The mean number of attempts in a trial.
    public double attempts() {
        return trials.stream().mapToInt(trial -> trial.spending().attempts()).average().orElse(0);
    }

    /// The share of the time until the end during which the slots of each node were taken, by node.
    public Map<String, Double> busy() {
        var shares = new TreeMap<String, Double>();
        var total = trials.stream().mapToDouble(trial -> time(trial.end()).toMillis()).sum();
        for (var node : premises.policy().nodes()) {
            var taken =
                    trials.stream()
                            .mapToDouble(trial ->
                                    trial.busy()
                                            .getOrDefault(node.name(), Duration.ZERO)
                                            .toMillis())
                            .sum();
            shares.put(node.name(), total == 0 ? 0 : taken / (total * node.slots()));
        }
        return shares;
    }

    /// What tasks waited for, the longest first; times are the mean of a trial.
    public List<Wait> waits() {
        var all = new HashMap<Bottleneck, Duration>();
        for (var trial : trials) {
            trial.waits().forEach((on, time) -> all.merge(on, time, Duration::plus));
        }
        return all.entrySet().stream()
                .map(entry -> new Wait(entry.getKey(), entry.getValue().dividedBy(trials.size())))
                .sorted(
                        Comparator.comparing(Wait::time)
                                .reversed()
                                .thenComparing(wait -> wait.on().text()))
                .toList();
    }

    /// What most time was spent waiting for; empty if hardly any was, a hundredth of the work.
    public Optional<Wait> bottleneck() {
        var work =
                trials.stream()
                        .flatMap(trial -> trial.busy().values().stream())
                        .reduce(Duration.ZERO, Duration::plus)
                        .dividedBy(trials.size());
        return waits().stream()
                .findFirst()
                .filter(wait -> wait.time().compareTo(work.dividedBy(100)) > 0);
    }

    /// What is known of the cost, in `percent` of the trials at most.
    public BigDecimal cost(int percent) {
        return percentile(
                trials.stream().map(trial -> trial.spending().costUsd()).sorted().toList(),
                percent);
    }

    /// The share of the attempts of which the cost is not known.
    public double unknownCost() {
        var attempts = trials.stream().mapToLong(trial -> trial.spending().attempts()).sum();
        var unknown = trials.stream().mapToLong(trial -> trial.spending().unknown()).sum();
        return attempts == 0 ? 0 : (double) unknown / attempts;
    }
}
