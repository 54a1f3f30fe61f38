package ai.avyay.simulation;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Learns habits from tasks.
final class Recollection {
    private final Collection<Task> tasks;
    private final Set<String> users;
    private final Map<String, List<Course>> courses = new HashMap<>();
    private final List<Duration> checks = new ArrayList<>();
    private final List<Habits.Decision> decisions = new ArrayList<>();
    private final List<Shipment> shipments = new ArrayList<>();

    Recollection(Collection<Task> tasks) {
        this.tasks = tasks;
        this.users =
                tasks.stream()
                        .flatMap(task -> task.attempts().stream())
                        .filter(attempt -> !attempt.usage().equals(Usage.NONE))
                        .map(attempt -> attempt.run().agent())
                        .collect(Collectors.toSet());
    }

    /// Work that came onto the branch.
    ///
    /// @param ready when it was delivered, or approved if a person had to
    private record Shipment(Instant ready, Instant done, boolean reviewed) {}

    Habits habits() {
        var tried = 0;
        for (var task : tasks) {
            var type = task.definition().heading().type();
            var learned = courses.getOrDefault(type, List.of()).size();
            task.attempts().forEach(attempt -> learn(type, attempt));
            tried += courses.getOrDefault(type, List.of()).size() > learned ? 1 : 0;
        }
        var integrations = integrations();
        return new Habits(courses, checks, integrations, decisions, tried);
    }

    private void learn(String type, Attempt attempt) {
        var outcome = outcome(attempt);
        if (outcome.isPresent() && attempt.workingTime().isPresent()) {
            var course =
                    new Course(
                            attempt.workingTime().get(),
                            outcome.get(),
                            attempt.report().filter(Recollection::surprising).isPresent(),
                            cost(attempt));
            courses.computeIfAbsent(type, _ -> new ArrayList<>()).add(course);
        }
        var asked = attempt.results().review().map(ReviewRecord::requestedAt);
        var decision = attempt.results().review().flatMap(ReviewRecord::decision);
        attempt.delivery()
                .ifPresent(delivery -> {
                    asked.or(() -> sentBack(attempt))
                            .ifPresent(judged -> checks.add(between(delivery.at(), judged)));
                    shipped(attempt)
                            .ifPresent(done ->
                                    shipments.add(
                                            new Shipment(
                                                    decision.map(ReviewRecord.Decision::at)
                                                            .orElse(delivery.at()),
                                                    done,
                                                    decision.isPresent())));
                });
        if (asked.isPresent() && decision.isPresent()) {
            var wait = between(asked.get(), decision.get().at());
            decisions.add(new Habits.Decision(wait, decision.get().approved()));
        }
    }

    private static boolean surprising(QualityReport report) {
        return !report.reviewReasons().isEmpty();
    }

    /// How it ended, or would have but for people and the branch; empty if a person or another
    /// attempt ended it, or if nobody knows yet.
    private static Optional<Outcome> outcome(Attempt attempt) {
        if (attempt.ending().isEmpty()) {
            return attempt.report().filter(QualityReport::accepted).map(_ -> Outcome.DONE);
        }
        return attempt.ending()
                .map(ending -> ending.outcome())
                .filter(outcome -> outcome != Outcome.SUPERSEDED && outcome != Outcome.CANCELLED)
                .map(outcome -> outcome == Outcome.REJECTED ? Outcome.DONE : outcome);
    }

    /// An agent program that never used a model, as far as anybody said, costs nothing.
    private Optional<BigDecimal> cost(Attempt attempt) {
        return attempt.usage()
                .costUsd()
                .or(() ->
                        users.contains(attempt.run().agent())
                                ? Optional.empty()
                                : Optional.of(BigDecimal.ZERO));
    }

    private static Optional<Instant> sentBack(Attempt attempt) {
        return endedAs(attempt, Outcome.RETRY);
    }

    private static Optional<Instant> shipped(Attempt attempt) {
        return endedAs(attempt, Outcome.DONE);
    }

    private static Optional<Instant> endedAs(Attempt attempt, Outcome outcome) {
        return attempt.ending()
                .filter(ending -> ending.outcome() == outcome)
                .map(ending -> ending.at());
    }

    /// There is one way onto the branch, so that none began before the one before it was through.
    /// What no person had to look at went through its checks in the same time; where nothing else
    /// tells how long these take, each is half of it.
    private List<Duration> integrations() {
        shipments.sort(Comparator.comparing(Shipment::done));
        var reviewed = new ArrayList<Duration>();
        var halves = new ArrayList<Duration>();
        var before = Instant.MIN;
        for (var shipment : shipments) {
            var waited = before.isAfter(shipment.ready());
            var took = between(waited ? before : shipment.ready(), shipment.done());
            if (shipment.reviewed()) {
                reviewed.add(took);
            } else if (!waited) {
                halves.add(took.dividedBy(2));
            }
            before = shipment.done();
        }
        if (checks.isEmpty()) {
            checks.addAll(halves);
        }
        return reviewed.isEmpty() ? halves : reviewed;
    }

    /// Nothing if the clock was set back meanwhile.
    private static Duration between(Instant start, Instant end) {
        return end.isBefore(start) ? Duration.ZERO : Duration.between(start, end);
    }
}
