package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Intervals.Interval;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Reads from the attempts' times when the fleet worked and when it starved.
///
/// A node is known from its first attempt on, and what comes after the last attempt of all is not
/// looked at: the next task may come any moment.
final class Idling {
    /// Less than this is the engine at work, not a node without any.
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    private final Collection<Task> tasks;
    private final Instant now;
    private final Map<TaskId, Instant> ended = new HashMap<>();

    private Idling(Collection<Task> tasks, Instant now) {
        this.tasks = tasks;
        this.now = now;
        for (var task : tasks) {
            if (task.stage() instanceof Stage.Ended end) {
                ended.put(task.id(), end.at());
            }
        }
    }

    static Optional<Instant> first(List<Attempt> attempts) {
        return attempts.stream().map(attempt -> attempt.run().startedAt()).min(Instant::compareTo);
    }

    static Report.Activity activity(Collection<Task> tasks, Instant now) {
        var idling = new Idling(tasks, now);
        var byNode = idling.busy();
        var busy =
                Intervals.union(
                        byNode.values().stream()
                                .flatMap(node -> node.intervals().stream())
                                .toList());
        var starved =
                idling.free(byNode, busy).minus(idling.eligible()).intervals().stream()
                        .filter(interval -> interval.length().compareTo(SHORTEST) >= 0)
                        .toList();
        return new Report.Activity(busy.length(), starved.size(), new Intervals(starved).length());
    }

    /// When each node had at least one attempt.
    private Map<String, Intervals> busy() {
        var byNode = new TreeMap<String, List<Interval>>();
        for (var task : tasks) {
            for (var attempt : task.attempts()) {
                byNode.computeIfAbsent(attempt.run().node(), _ -> new ArrayList<>())
                        .add(new Interval(attempt.run().startedAt(), end(attempt)));
            }
        }
        var busy = new TreeMap<String, Intervals>();
        byNode.forEach((node, attempts) -> busy.put(node, Intervals.union(attempts)));
        return busy;
    }

    /// When at least one node had no attempt.
    private Intervals free(Map<String, Intervals> byNode, Intervals busy) {
        var free = new ArrayList<Interval>();
        for (var node : byNode.values()) {
            if (!node.intervals().isEmpty()) {
                var known =
                        new Interval(
                                node.intervals().getFirst().start(),
                                busy.intervals().getLast().end());
                free.addAll(node.gapsIn(known).intervals());
            }
        }
        return Intervals.union(free);
    }

    /// When at least one task was eligible. Then an idle node is not without work: the engine was
    /// off or paused, or the task needs another node.
    private Intervals eligible() {
        var eligible = new ArrayList<Interval>();
        for (var task : tasks) {
            var attempts = task.attempts();
            for (var i = 0; i < attempts.size(); i++) {
                var start = attempts.get(i).run().startedAt();
                eligible.add(
                        new Interval(
                                i == 0
                                        ? addedAndFree(task, start)
                                        : over(attempts.get(i - 1), start),
                                start));
            }
            if (task.stage() instanceof Stage.Waiting(var since, _) && since.isPresent()) {
                eligible.add(new Interval(since.get(), now));
            }
        }
        return Intervals.union(eligible);
    }

    /// When a task was there and all it depends on had ended.
    private Instant addedAndFree(Task task, Instant start) {
        var free = task.origin().createdAt().orElse(start);
        for (var other : task.definition().needs().dependencies().keySet()) {
            var end = ended.getOrDefault(other, start);
            free = end.isAfter(free) ? end : free;
        }
        return free;
    }

    /// When a task was eligible again after `attempt`; `start` if something else had to happen
    /// first.
    private static Instant over(Attempt attempt, Instant start) {
        return attempt.ending()
                .filter(ending -> mayGoOn(ending.outcome()))
                .map(Ending::at)
                .orElse(start);
    }

    private static boolean mayGoOn(Outcome outcome) {
        return outcome.countsAgainstLimit()
                || outcome == Outcome.LOST
                || outcome == Outcome.CANCELLED;
    }

    /// While it waits for a review, nothing works on it. A clock that was set back makes it short,
    /// never less than nothing.
    private Instant end(Attempt attempt) {
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
