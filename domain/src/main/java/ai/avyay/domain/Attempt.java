package ai.avyay.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One numbered try at a task.
///
/// @param number counts from 1 and never falls, not even after a rewind
/// @param generation the generation of the lease under which it ran
public record Attempt(int number, int generation, Run run, Results results) {

    /// Where and with what an attempt runs.
    ///
    /// @param configuration the hash of the configuration in force
    public record Run(
            String node,
            String agent,
            Optional<String> model,
            String configuration,
            Instant startedAt) {}

    /// What is known of an attempt's results so far.
    public record Results(
            Optional<Delivery> delivery,
            Optional<QualityReport> report,
            Optional<ReviewRecord> review,
            Optional<Ending> ending) {
        static final Results NONE =
                new Results(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// An attempt that has just been dispatched.
    public static Attempt started(int number, int generation, Run run) {
        return new Attempt(number, generation, run, Results.NONE);
    }

    public Optional<Delivery> delivery() {
        return results.delivery();
    }

    public Optional<QualityReport> report() {
        return results.report();
    }

    public Optional<Ending> ending() {
        return results.ending();
    }

    /// How long the agent worked: until its delivery, else until the attempt's end.
    public Optional<Duration> workingTime() {
        return delivery()
                .map(Delivery::at)
                .or(() -> ending().map(Ending::at))
                .map(end -> Duration.between(run.startedAt(), end))
                .map(worked -> worked.isNegative() ? Duration.ZERO : worked);
    }

    /// What it used of models, as far as is known yet.
    public Usage usage() {
        return ending().map(Ending::usage)
                .or(() -> delivery().map(Delivery::usage))
                .orElse(Usage.NONE);
    }

    Attempt with(Delivery delivery) {
        return with(
                new Results(Optional.of(delivery), results.report, results.review, results.ending));
    }

    Attempt with(QualityReport report) {
        return with(
                new Results(results.delivery, Optional.of(report), results.review, results.ending));
    }

    Attempt with(ReviewRecord review) {
        return with(
                new Results(results.delivery, results.report, Optional.of(review), results.ending));
    }

    Attempt with(Ending ending) {
        return with(
                new Results(results.delivery, results.report, results.review, Optional.of(ending)));
    }

    Attempt forgiven() {
        return ending().map(ending -> with(ending.forgive())).orElse(this);
    }

    private Attempt with(Results changed) {
        return new Attempt(number, generation, run, changed);
    }
}
