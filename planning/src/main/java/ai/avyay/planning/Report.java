package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The history in numbers.
///
/// @param weeks since the first attempt, at least a seventh
/// @param activity when anything was worked on
/// @param spending by agent
public record Report(
        double weeks,
        Counts counts,
        Pace pace,
        Activity activity,
        Reviews reviews,
        Map<String, Spending> spending) {
    public Report {
        spending = java.util.Collections.unmodifiableMap(new TreeMap<>(spending));
    }

    /// How many tasks stand where.
    ///
    /// @param done those that were done here; what was done before it was added is not counted
    /// @param retried tasks that took more than one attempt
    public record Counts(
            long tasks, long done, long retried, long failed, long abandoned, long attempts) {}

    /// How quickly things go.
    ///
    /// @param timeToFirstCommit the median over all features that have shipped something, from a
    ///   feature's first task being added to its first commit on the shipping branch; the tasks of
    ///   a group are one feature, a task without a group is one by itself
    public record Pace(
            Optional<Duration> timeToFirstCommit,
            Optional<Duration> average,
            Optional<Duration> longest,
            Optional<Duration> shortest) {}

    /// How the time was used.
    ///
    /// @param worked on at least one attempt
    /// @param starvation how often a node was free for a minute or more while nothing was eligible
    public record Activity(Duration worked, int starvation, Duration starved) {}

    /// What people had to look at.
    ///
    /// @param looking between opening a review and deciding it
    /// @param waiting between asking for a review and its decision
    public record Reviews(long decided, long rejected, Duration looking, Duration waiting) {}

    /// What an agent used.
    ///
    /// @param unknown attempts of which nobody said what they cost
    public record Spending(long inputTokens, long outputTokens, BigDecimal costUsd, long unknown) {
        static final Spending NONE = new Spending(0, 0, BigDecimal.ZERO, 0);

        /// Whether no model was used, as far as anybody said.
        public boolean isNothing() {
            return equals(NONE);
        }

        Spending plus(Usage usage) {
            return new Spending(
                    inputTokens + usage.inputTokens(),
                    outputTokens + usage.outputTokens(),
                    costUsd.add(usage.costUsd().orElse(BigDecimal.ZERO)),
                    unknown + (usage.costUsd().isPresent() || usage.equals(Usage.NONE) ? 0 : 1));
        }
    }

    public double donePerWeek() {
        return counts.done() / weeks;
    }

    /// Hours of work on at least one attempt.
    public double activeHoursPerDay() {
        return activity.worked().toMinutes() / 60.0 / (weeks * 7);
    }

    public double starvationPerWeek() {
        return activity.starvation() / weeks;
    }

    /// Hours between opening a review and deciding it.
    public double reviewHoursPerWeek() {
        return reviews.looking().toSeconds() / 3600.0 / weeks;
    }

    /// The report over `tasks`, live and ended ones, as they stand at `now`.
    public static Report of(Collection<Task> tasks, Instant now) {
        var attempts = tasks.stream().flatMap(task -> task.attempts().stream()).toList();
        return new Report(
                weeks(attempts, now),
                counts(tasks, attempts.size()),
                pace(tasks, attempts),
                Idling.activity(tasks, now),
                reviews(attempts),
                spending(attempts));
    }

    private static Counts counts(Collection<Task> tasks, long attempts) {
        return new Counts(
                tasks.size(),
                count(tasks, task -> task.status() == Status.DONE && !task.attempts().isEmpty()),
                count(tasks, task -> task.attempts().size() > 1),
                count(tasks, task -> task.status() == Status.FAILED),
                count(tasks, task -> task.status() == Status.ABANDONED),
                attempts);
    }

    private static long count(Collection<Task> tasks, Predicate<Task> which) {
        return tasks.stream().filter(which).count();
    }

    private static double weeks(List<Attempt> attempts, Instant now) {
        var since =
                Idling.first(attempts)
                        .map(first -> Duration.between(first, now))
                        .orElse(Duration.ZERO);
        return Math.max(1.0, since.toMinutes() / (24.0 * 60)) / 7;
    }

    private static Pace pace(Collection<Task> tasks, List<Attempt> attempts) {
        var times = attempts.stream().flatMap(attempt -> attempt.workingTime().stream()).toList();
        var total = times.stream().reduce(Duration.ZERO, Duration::plus);
        return new Pace(
                FirstCommits.median(tasks),
                times.isEmpty() ? Optional.empty() : Optional.of(total.dividedBy(times.size())),
                times.stream().max(Comparator.naturalOrder()),
                times.stream().min(Comparator.naturalOrder()));
    }

    private static Reviews reviews(List<Attempt> attempts) {
        var looking = Duration.ZERO;
        var waiting = Duration.ZERO;
        var decided = 0L;
        for (var attempt : attempts) {
            var review = attempt.results().review();
            var decision = review.flatMap(record -> record.decision());
            if (review.isEmpty() || decision.isEmpty()) {
                continue;
            }
            decided++;
            var end = decision.get().at();
            waiting = waiting.plus(between(review.get().requestedAt(), end));
            looking =
                    looking.plus(
                            review.get()
                                    .openedAt()
                                    .map(start -> between(start, end))
                                    .orElse(Duration.ZERO));
        }
        var rejected =
                attempts.stream()
                        .flatMap(attempt -> attempt.ending().stream())
                        .filter(ending -> ending.outcome() == Outcome.REJECTED)
                        .count();
        return new Reviews(decided, rejected, looking, waiting);
    }

    /// Nothing if the clock was set back meanwhile.
    private static Duration between(Instant start, Instant end) {
        return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
    }

    private static Map<String, Spending> spending(List<Attempt> attempts) {
        Map<String, Spending> spending = new TreeMap<>();
        for (var attempt : attempts) {
            var usage = attempt.usage();
            spending.merge(
                    attempt.run().agent(), Spending.NONE.plus(usage), (sum, _) -> sum.plus(usage));
        }
        return spending;
    }
}
