package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Stage;
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
import java.util.stream.Stream;

/// The history in numbers.
///
/// @param activity when anything was worked on
/// @param spending by agent
public record Report(
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
    /// @param retried tasks that took more than one attempt
    public record Counts(
            long tasks, long done, long retried, long failed, long abandoned, long attempts) {}

    /// How quickly things go.
    ///
    /// @param donePerWeek over the time since the first attempt, at least a day
    /// @param timeToFirstCommit from the first task that was added to the first that shipped
    public record Pace(
            double donePerWeek,
            Optional<Duration> timeToFirstCommit,
            Optional<Duration> average,
            Optional<Duration> longest,
            Optional<Duration> shortest) {}

    /// How the time was used.
    ///
    /// @param hoursPerDay of work on at least one attempt, over the time since the first
    /// @param starvation how often a free node had nothing eligible while tasks were waiting
    public record Activity(double hoursPerDay, Duration worked, int starvation, Duration starved) {}

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

    /// The report over `tasks`, live and ended ones, as they stand at `now`.
    public static Report of(Collection<Task> tasks, Instant now) {
        var attempts = tasks.stream().flatMap(task -> task.attempts().stream()).toList();
        return new Report(
                counts(tasks, attempts.size()),
                pace(tasks, attempts, now),
                Idling.activity(tasks, now),
                reviews(attempts),
                spending(attempts));
    }

    private static Counts counts(Collection<Task> tasks, long attempts) {
        return new Counts(
                tasks.size(),
                count(tasks, task -> task.status() == Status.DONE),
                count(tasks, task -> task.attempts().size() > 1),
                count(tasks, task -> task.status() == Status.FAILED),
                count(tasks, task -> task.status() == Status.ABANDONED),
                attempts);
    }

    private static long count(Collection<Task> tasks, Predicate<Task> which) {
        return tasks.stream().filter(which).count();
    }

    private static Pace pace(Collection<Task> tasks, List<Attempt> attempts, Instant now) {
        var since =
                Idling.first(attempts)
                        .map(first -> Duration.between(first, now))
                        .orElse(Duration.ZERO);
        var days = Math.max(1.0, since.toMinutes() / (24.0 * 60));
        var times = attempts.stream().flatMap(attempt -> attempt.workingTime().stream()).toList();
        var total = times.stream().reduce(Duration.ZERO, Duration::plus);
        return new Pace(
                count(tasks, task -> task.status() == Status.DONE) * 7 / days,
                timeToFirstCommit(tasks),
                times.isEmpty() ? Optional.empty() : Optional.of(total.dividedBy(times.size())),
                times.stream().max(Comparator.naturalOrder()),
                times.stream().min(Comparator.naturalOrder()));
    }

    private static Optional<Duration> timeToFirstCommit(Collection<Task> tasks) {
        var added =
                tasks.stream()
                        .flatMap(task -> task.origin().createdAt().stream())
                        .min(Instant::compareTo);
        var shipped = tasks.stream().flatMap(Report::shippedAt).min(Instant::compareTo);
        return added.flatMap(start -> shipped.map(end -> Duration.between(start, end)))
                .filter(duration -> !duration.isNegative());
    }

    private static Stream<Instant> shippedAt(Task task) {
        return task.stage() instanceof Stage.Ended ended && ended.integrated().isPresent()
                ? Stream.of(ended.at())
                : Stream.empty();
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
            waiting = waiting.plus(Duration.between(review.get().requestedAt(), end));
            looking =
                    looking.plus(
                            review.get()
                                    .openedAt()
                                    .map(start -> Duration.between(start, end))
                                    .orElse(Duration.ZERO));
        }
        var rejected =
                attempts.stream()
                        .flatMap(attempt -> attempt.ending().stream())
                        .filter(ending -> ending.outcome() == Outcome.REJECTED)
                        .count();
        return new Reviews(decided, rejected, looking, waiting);
    }

    private static Map<String, Spending> spending(List<Attempt> attempts) {
        Map<String, Spending> spending = new TreeMap<>();
        for (var attempt : attempts) {
            var usage =
                    attempt.ending()
                            .map(Ending::usage)
                            .or(() -> attempt.delivery().map(delivery -> delivery.usage()));
            usage.ifPresent(used ->
                    spending.merge(
                            attempt.run().agent(),
                            Spending.NONE.plus(used),
                            (sum, _) -> sum.plus(used)));
        }
        return spending;
    }
}
