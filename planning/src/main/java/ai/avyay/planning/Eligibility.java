package ai.avyay.planning;

import ai.avyay.domain.Dependency;
import ai.avyay.domain.EndedTask;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Decides what keeps a waiting task from being eligible.
///
/// @param present paths that exist on the shipping branch, of those that some task asks for
record Eligibility(State state, Policy policy, Set<String> present) {

    /// Everything that keeps `task` at `now`; empty if it is eligible.
    List<Condition> conditions(Task task, Stage.Waiting waiting, Instant now) {
        var found = new ArrayList<Condition>();
        visit(
                task,
                waiting,
                now,
                condition -> {
                    found.add(condition);
                    return true;
                });
        return found;
    }

    /// What is known of the waiting `task` at `now`. Looks no further than the first condition that
    /// time does not end.
    Readiness.Verdict judge(Task task, Stage.Waiting waiting, Instant now) {
        var since = waiting.eligibleSince();
        var timed = new ArrayList<Condition>();
        var ripe =
                visit(
                        task,
                        waiting,
                        now,
                        condition -> {
                            timed.add(condition);
                            return condition.endsWithTime();
                        });
        if (!ripe) {
            return new Readiness.Verdict(Optional.empty(), Optional.empty(), since.isPresent());
        }
        var place =
                timed.isEmpty()
                        ? since.map(at ->
                                new Readiness.Place(Demand.of(task, policy), ReadyKey.of(task, at)))
                        : Optional.<Readiness.Place>empty();
        var again =
                timed.stream()
                        .flatMap(condition -> condition.ends().stream())
                        .min(Instant::compareTo);
        return new Readiness.Verdict(place, again, since.isEmpty());
    }

    /// Shows each condition to `goOn` until that says no; whether it never did.
    private boolean visit(
            Task task, Stage.Waiting waiting, Instant now, Predicate<Condition> goOn) {
        if (task.definition().isDraft() && !goOn.test(new Condition.Incomplete())) {
            return false;
        }
        for (var unknown : new Names(policy).unknown(task.definition())) {
            if (!goOn.test(unknown)) {
                return false;
            }
        }
        var parked = parked(waiting.parking(), now);
        if (parked.isPresent() && !goOn.test(parked.get())) {
            return false;
        }
        for (var entry : task.definition().needs().dependencies().entrySet()) {
            var unmet =
                    switch (entry.getValue()) {
                        case Dependency.Ordering _ -> notEnded(entry.getKey());
                        case Dependency.Soft soft ->
                                softWait(task, entry.getKey(), soft, waiting, now);
                        case Dependency.Hard hard -> artifact(task, entry.getKey(), hard);
                    };
            if (unmet.isPresent() && !goOn.test(unmet.get())) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Condition> parked(Parking parking, Instant now) {
        return switch (parking) {
            case Parking.ForPerson(var reason) -> Optional.of(new Condition.AwaitsPerson(reason));
            case Parking.Until(var at, var reason) when at.isAfter(now) ->
                    Optional.of(new Condition.ParkedUntil(at, reason));
            case Parking.Until _, Parking.None _ -> Optional.empty();
        };
    }

    private Optional<Condition> notEnded(TaskId other) {
        return state.live().containsKey(other)
                ? Optional.of(new Condition.NotEnded(other))
                : Optional.empty();
    }

    /// Holds back the first attempt only: a task that was tried without the other is not kept
    /// waiting for it again.
    private Optional<Condition> softWait(
            Task task, TaskId other, Dependency.Soft soft, Stage.Waiting waiting, Instant now) {
        if (!task.attempts().isEmpty() || isDone(other)) {
            return Optional.empty();
        }
        var until = waiting.eligibleSince().map(since -> since.plus(soft.timeout()));
        return until.isPresent() && !until.get().isAfter(now)
                ? Optional.empty()
                : Optional.of(new Condition.SoftWait(other, until));
    }

    private boolean isDone(TaskId other) {
        var ended = state.ended().get(other);
        return ended != null && ended.stage().status() == Status.DONE;
    }

    private Optional<Condition> artifact(Task task, TaskId other, Dependency.Hard hard) {
        var path = hard.artifact();
        var onBranch = present.contains(path);
        var live = state.live().get(other);
        var ended = state.ended().get(other);
        if (onBranch && (live == null || !hard.presentWhenAdded())) {
            return Optional.empty();
        }
        if (live != null && !live.artifacts().contains(path)) {
            return Optional.of(new Condition.ArtifactMissing(other, path));
        }
        if (live == null && (ended == null || !ended.artifacts().contains(path))) {
            return Optional.of(new Condition.ArtifactImpossible(other, path, whyNever(ended)));
        }
        return onBranch ? Optional.empty() : notShipped(task, other, path, ended);
    }

    /// A task that holds a resource until its work is on the branch must not, meanwhile, wait for
    /// the work of another.
    private Optional<Condition> notShipped(
            Task task, TaskId other, String path, @Nullable EndedTask ended) {
        if (task.definition().acceptance().deliverables().contains(path)) {
            return Optional.empty();
        }
        return task.definition().needs().resources().stream()
                .filter(name -> policy.resource(name).untilIntegrated())
                .findFirst()
                .map(name ->
                        ended == null
                                ? new Condition.ArtifactNotShipped(other, path, name)
                                : new Condition.ArtifactImpossible(
                                        other,
                                        path,
                                        "it is not on the shipping branch, and that task is "
                                                + ended.stage().status().word()));
    }

    private static String whyNever(@Nullable EndedTask ended) {
        return ended == null
                ? "there is no such task"
                : "that task is " + ended.stage().status().word() + " without having made it";
    }
}
