package ai.avyay.planning;

import ai.avyay.domain.DurationHistory;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// How long an attempt should take, from history where there is enough of it.
public final class Estimates {
    /// How many attempts of a type must have come to an end by themselves before history is
    /// believed; those that were stopped say too little.
    public static final int ENOUGH = 10;

    /// A timeout that only history gives is never shorter: that others were quick does not say that
    /// this one hangs.
    public static final Duration SHORTEST_TIMEOUT = Duration.ofMinutes(10);

    private static final double QUANTILE = 0.75;
    private static final int MAX_DOUBLINGS = 4;

    private Estimates() {}

    /// Where an estimate comes from.
    public enum Source {
        HISTORY,
        TASK,
        DEFAULT
    }

    /// An estimate and where it comes from.
    public record Estimate(Duration duration, Source source) {}

    /// P75 of what tasks of this type really took, else the task's own estimate, else the default.
    public static Estimate of(Task task, State state, Timing timing) {
        var type = task.definition().heading().type();
        var history = state.engine().durations().getOrDefault(type, DurationHistory.EMPTY);
        var own =
                task.definition()
                        .limits()
                        .estimate()
                        .map(estimate -> new Estimate(estimate, Source.TASK));
        return percentile(history)
                .map(duration -> new Estimate(duration, Source.HISTORY))
                .or(() -> own)
                .orElse(new Estimate(timing.estimate(), Source.DEFAULT));
    }

    /// When the running attempt, or else the next one, is stopped: the task's own timeout, else
    /// twice the estimate, doubled for each attempt in a row that timed out, at most four times;
    /// from history alone at least [#SHORTEST_TIMEOUT].
    ///
    /// An attempt that timed out has shown that the task takes longer than it ran, whatever others
    /// take: within the same bound, the next one gets at least twice that time.
    public static Duration timeout(Task task, State state, Timing timing) {
        return task.definition()
                .limits()
                .timeout()
                .orElseGet(() -> derived(task, of(task, state, timing)));
    }

    private static Duration derived(Task task, Estimate estimate) {
        var twice = estimate.duration().multipliedBy(2);
        var tooShort = estimate.source() == Source.HISTORY && twice.compareTo(SHORTEST_TIMEOUT) < 0;
        var first = tooShort ? SHORTEST_TIMEOUT : twice;
        var inVain = timedOutInARow(task);
        var doubled = first.multipliedBy(1L << Math.min(inVain.size(), MAX_DOUBLINGS));
        var most = first.multipliedBy(1L << MAX_DOUBLINGS);
        return inVain.stream()
                .findFirst()
                .map(last -> shorter(last.multipliedBy(2), most))
                .filter(shown -> shown.compareTo(doubled) > 0)
                .orElse(doubled);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /// How long those of the newest attempts worked that timed out, newest first.
    private static List<Duration> timedOutInARow(Task task) {
        return task.attempts().reversed().stream()
                .filter(attempt -> attempt.ending().isPresent())
                .takeWhile(attempt ->
                        attempt.ending()
                                .filter(ending -> ending.outcome() == Outcome.TIMED_OUT)
                                .isPresent())
                .flatMap(attempt -> attempt.workingTime().stream())
                .toList();
    }

    /// The 75th percentile of how long work really takes; empty if too few runs came to an end by
    /// themselves.
    ///
    /// A run that was stopped is a censored sample: it took at least so long, and nobody knows how
    /// much longer. The product-limit estimator (Kaplan and Meier, "Nonparametric Estimation from
    /// Incomplete Observations", 1958) counts it among those still at work until then, and not
    /// after. Where so many were stopped that the curve does not fall to a quarter, the percentile
    /// is only known to be longer than the longest sample, which is then what is said.
    static Optional<Duration> percentile(DurationHistory history) {
        var real = history.samples().stream().filter(sample -> !sample.censored()).count();
        if (real < ENOUGH) {
            return Optional.empty();
        }
        var samples =
                history.samples().stream()
                        .sorted(
                                Comparator.comparing(DurationHistory.Sample::duration)
                                        .thenComparing(DurationHistory.Sample::censored))
                        .toList();
        var surviving = 1.0;
        for (var i = 0; i < samples.size(); i++) {
            if (samples.get(i).censored()) {
                continue;
            }
            surviving *= 1.0 - 1.0 / (samples.size() - i);
            if (surviving <= 1.0 - QUANTILE + 1e-9) {
                return Optional.of(samples.get(i).duration());
            }
        }
        return Optional.of(samples.getLast().duration());
    }
}
