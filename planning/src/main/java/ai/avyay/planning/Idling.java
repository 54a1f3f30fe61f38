package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads from the attempts' times when the fleet worked and when it starved.
final class Idling {
    /// A gap shorter than this is the engine at work, not a node without any.
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private Idling() {}

    private record Interval(Instant start, Instant end) {
        Duration length() {
            return Duration.between(start, end);
        }
    }

    static Optional<Instant> first(List<Attempt> attempts) {
        return attempts.stream().map(attempt -> attempt.run().startedAt()).min(Instant::compareTo);
    }

    /// A gap in which no attempt ran counts as starvation unless the work after it could have been
    /// done all along: then the engine was off or paused.
    static Report.Activity activity(Collection<Task> tasks, Instant now) {
        var busy = merged(tasks, now);
        var worked = busy.stream().map(Interval::length).reduce(Duration.ZERO, Duration::plus);
        var ended = ends(tasks);
        var starved = Duration.ZERO;
        var incidents = 0;
        for (var i = 1; i < busy.size(); i++) {
            var stopped = busy.get(i - 1).end();
            var wentOn = busy.get(i).start();
            var gap = new Interval(stopped, wentOn);
            if (gap.length().compareTo(SHORTEST) >= 0
                    && tasks.stream().noneMatch(task -> wasEligible(task, gap, ended))) {
                incidents++;
                starved = starved.plus(gap.length());
            }
        }
        return new Report.Activity(worked, incidents, starved);
    }

    /// Whether `task` is worked on after `gap` and had been eligible since before it.
    private static boolean wasEligible(Task task, Interval gap, Map<TaskId, Instant> ended) {
        var attempts = task.attempts();
        for (var i = 0; i < attempts.size(); i++) {
            if (attempts.get(i).run().startedAt().equals(gap.end())) {
                return i == 0 ? wasFree(task, gap, ended) : mayGoOn(attempts.get(i - 1));
            }
        }
        return false;
    }

    private static boolean wasFree(Task task, Interval gap, Map<TaskId, Instant> ended) {
        return !task.origin().createdAt().orElse(gap.end()).isAfter(gap.start())
                && task.definition().needs().dependencies().keySet().stream()
                        .allMatch(other ->
                                !ended.getOrDefault(other, gap.end()).isAfter(gap.start()));
    }

    /// Whether a task is eligible as soon as this attempt of it is over.
    private static boolean mayGoOn(Attempt attempt) {
        return attempt.ending()
                .map(Ending::outcome)
                .filter(outcome ->
                        outcome.countsAgainstLimit()
                                || outcome == Outcome.LOST
                                || outcome == Outcome.CANCELLED)
                .isPresent();
    }

    private static Map<TaskId, Instant> ends(Collection<Task> tasks) {
        var ends = new HashMap<TaskId, Instant>();
        for (var task : tasks) {
            if (task.stage() instanceof Stage.Ended ended) {
                ends.put(task.id(), ended.at());
            }
        }
        return ends;
    }

    /// The times at which at least one attempt ran, in order and without overlap.
    private static List<Interval> merged(Collection<Task> tasks, Instant now) {
        var all =
                tasks.stream()
                        .flatMap(task -> task.attempts().stream())
                        .map(attempt -> new Interval(attempt.run().startedAt(), end(attempt, now)))
                        .sorted(Comparator.comparing(Interval::start))
                        .toList();
        var merged = new ArrayList<Interval>();
        for (var next : all) {
            if (!merged.isEmpty() && !next.start().isAfter(merged.getLast().end())) {
                var last = merged.removeLast();
                merged.add(
                        new Interval(
                                last.start(),
                                last.end().isAfter(next.end()) ? last.end() : next.end()));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }

    /// While it waits for a review, nothing works on it. A clock that was set back makes it short,
    /// never less than nothing.
    private static Instant end(Attempt attempt, Instant now) {
        var start = attempt.run().startedAt();
        var end =
                attempt.results()
                        .review()
                        .map(ReviewRecord::requestedAt)
                        .or(() -> attempt.ending().map(Ending::at))
                        .orElse(now);
        return end.isBefore(start) ? start : end;
    }
}
