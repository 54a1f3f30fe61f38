package ai.avyay.planning;

import ai.avyay.domain.DurationHistory;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// How long an attempt should take, from history where there is enough of it.
public final class Estimates {
    /// How many samples of a type it takes before history is believed.
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
    public static Duration timeout(Task task, State state, Timing timing) {
        return task.definition()
                .limits()
                .timeout()
                .orElseGet(() -> derived(task, of(task, state, timing)));
    }

    private static Duration derived(Task task, Estimate estimate) {
        var twice = estimate.duration().multipliedBy(2);
        var tooShort = estimate.source() == Source.HISTORY && twice.compareTo(SHORTEST_TIMEOUT) < 0;
        return (tooShort ? SHORTEST_TIMEOUT : twice).multipliedBy(1L << doublings(task));
    }

    private static int doublings(Task task) {
        var timedOutInARow =
                task.attempts().reversed().stream()
                        .filter(attempt -> attempt.ending().isPresent())
                        .takeWhile(attempt ->
                                attempt.ending()
                                        .filter(ending -> ending.outcome() == Outcome.TIMED_OUT)
                                        .isPresent())
                        .count();
        return (int) Math.min(timedOutInARow, MAX_DOUBLINGS);
    }

    /// The 75th percentile by the Kaplan-Meier product-limit estimator, so that a run that was
    /// stopped counts as "at least so long"; the longest sample if the curve does not fall that
    /// far. Empty if there are too few samples.
    static Optional<Duration> percentile(DurationHistory history) {
        if (history.samples().size() < ENOUGH) {
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
