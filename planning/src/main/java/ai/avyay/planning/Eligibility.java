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

/// Decides what keeps a waiting task from being eligible.
///
/// @param present paths that exist on the shipping branch, of those that some task asks for
record Eligibility(State state, Set<String> present) {

    /// Everything that keeps `task` at `now`; empty if it is eligible.
    List<Condition> conditions(Task task, Stage.Waiting waiting, Instant now) {
        var found = new ArrayList<Condition>();
        if (task.definition().isDraft()) {
            found.add(new Condition.Incomplete());
        }
        switch (waiting.parking()) {
            case Parking.ForPerson(var reason) -> found.add(new Condition.AwaitsPerson(reason));
            case Parking.Until(var at, var reason) when at.isAfter(now) ->
                    found.add(new Condition.ParkedUntil(at, reason));
            case Parking.Until _, Parking.None _ -> {}
        }
        task.definition()
                .needs()
                .dependencies()
                .forEach((other, dependency) ->
                        unmet(other, dependency, waiting, now).ifPresent(found::add));
        return found;
    }

    private Optional<Condition> unmet(
            TaskId other, Dependency dependency, Stage.Waiting waiting, Instant now) {
        return switch (dependency) {
            case Dependency.Ordering _ ->
                    hasEnded(other) ? Optional.empty() : Optional.of(new Condition.NotEnded(other));
            case Dependency.Soft soft -> softWait(other, soft, waiting, now);
            case Dependency.Hard hard -> artifactUnmet(other, hard);
        };
    }

    private Optional<Condition> softWait(
            TaskId other, Dependency.Soft soft, Stage.Waiting waiting, Instant now) {
        if (isDone(other)) {
            return Optional.empty();
        }
        var until = waiting.eligibleSince().map(since -> since.plus(soft.timeout()));
        return until.isPresent() && !until.get().isAfter(now)
                ? Optional.empty()
                : Optional.of(new Condition.SoftWait(other, until));
    }

    private Optional<Condition> artifactUnmet(TaskId other, Dependency.Hard hard) {
        var path = hard.artifact();
        var onBranch = present.contains(path);
        var live = state.live().get(other);
        if (live != null) {
            var met = live.artifacts().contains(path) || (onBranch && !hard.presentWhenAdded());
            return met ? Optional.empty() : Optional.of(new Condition.ArtifactMissing(other, path));
        }
        var ended = state.ended().get(other);
        if (onBranch || (ended != null && ended.artifacts().contains(path))) {
            return Optional.empty();
        }
        return Optional.of(new Condition.ArtifactImpossible(other, path, whyNever(ended)));
    }

    private static String whyNever(@org.jspecify.annotations.Nullable EndedTask ended) {
        return ended == null
                ? "no such task"
                : "that task is " + ended.stage().status().word() + " without having made it";
    }

    private boolean hasEnded(TaskId other) {
        return !state.live().containsKey(other);
    }

    private boolean isDone(TaskId other) {
        var ended = state.ended().get(other);
        return ended != null && ended.stage().status() == Status.DONE;
    }
}
