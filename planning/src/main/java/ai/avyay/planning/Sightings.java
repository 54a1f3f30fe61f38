package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What is known of the world and is not recorded, because it is looked at again after a restart.
///
/// @param heard when a node was last heard of about a leased task
/// @param lane the task whose work is being brought onto the branch now; there is one at a time
/// @param lingering attempts that have ended and are not known to be dead
/// @param looking whether a look at the branch is under way
/// @param dispatching whether new attempts may start: `up` runs and is not shutting down
public record Sightings(
        Optional<BranchKnown> branch,
        PMap<TaskId, Instant> heard,
        Optional<TaskId> lane,
        List<Lingering> lingering,
        Looking looking,
        boolean dispatching) {
    public static final Sightings NONE =
            new Sightings(
                    Optional.empty(),
                    HashTreePMap.empty(),
                    Optional.empty(),
                    List.of(),
                    Looking.NOT,
                    false);

    /// Whether a look at the branch is under way.
    public enum Looking {
        NOT,
        ONCE,
        /// Another is to follow.
        AND_AGAIN
    }

    public Sightings {
        lingering = List.copyOf(lingering);
    }

    public Set<String> present() {
        return branch.<Set<String>>map(BranchKnown::present).orElse(Set.of());
    }

    boolean inLane(TaskId task) {
        return lane.filter(task::equals).isPresent();
    }

    Sightings withBranch(BranchKnown known) {
        return new Sightings(Optional.of(known), heard, lane, lingering, looking, dispatching);
    }

    Sightings withLooking(Looking changed) {
        return new Sightings(branch, heard, lane, lingering, changed, dispatching);
    }

    Sightings withHeard(TaskId task, Instant at) {
        return new Sightings(branch, heard.plus(task, at), lane, lingering, looking, dispatching);
    }

    Sightings withoutHeard(TaskId task) {
        return heard.containsKey(task)
                ? new Sightings(branch, heard.minus(task), lane, lingering, looking, dispatching)
                : this;
    }

    Sightings withLane(TaskId task) {
        return new Sightings(branch, heard, Optional.of(task), lingering, looking, dispatching);
    }

    Sightings withoutLane(TaskId task) {
        return inLane(task)
                ? new Sightings(branch, heard, Optional.empty(), lingering, looking, dispatching)
                : this;
    }

    Sightings withLingering(Lingering added) {
        var more = Stream.concat(lingering.stream(), Stream.of(added)).toList();
        return new Sightings(branch, heard, lane, more, looking, dispatching);
    }

    Sightings withoutLingering(Predicate<Lingering> dead) {
        return lingering.stream().noneMatch(dead)
                ? this
                : new Sightings(
                        branch,
                        heard,
                        lane,
                        lingering.stream().filter(dead.negate()).toList(),
                        looking,
                        dispatching);
    }

    /// The same by a clock that was set forward by `by`.
    Sightings shifted(Duration by) {
        var moved = heard;
        for (var entry : heard.entrySet()) {
            moved = moved.plus(entry.getKey(), entry.getValue().plus(by));
        }
        var later = lingering.stream().map(attempt -> attempt.shifted(by)).toList();
        return new Sightings(branch, moved, lane, later, looking, dispatching);
    }

    public Sightings withDispatching(boolean changed) {
        return new Sightings(branch, heard, lane, lingering, looking, changed);
    }
}
