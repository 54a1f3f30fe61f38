package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What is known of the world and is not recorded, because it is looked at again after a restart.
///
/// @param heard when a node was last heard of about a leased task
/// @param lane the task whose work is being brought onto the branch now; there is one at a time
/// @param dispatching whether new attempts may start: `up` runs and is not shutting down
public record Sightings(
        Optional<CommitSeen> branch,
        PMap<TaskId, Instant> heard,
        Optional<TaskId> lane,
        boolean dispatching) {
    public static final Sightings NONE =
            new Sightings(Optional.empty(), HashTreePMap.empty(), Optional.empty(), false);

    public Set<String> present() {
        return branch.map(CommitSeen::present).orElse(Set.of());
    }

    Sightings withBranch(CommitSeen seen) {
        return new Sightings(Optional.of(seen), heard, lane, dispatching);
    }

    Sightings withHeard(TaskId task, Instant at) {
        return new Sightings(branch, heard.plus(task, at), lane, dispatching);
    }

    Sightings withoutHeard(TaskId task) {
        return new Sightings(branch, heard.minus(task), lane, dispatching);
    }

    Sightings withLane(Optional<TaskId> changed) {
        return new Sightings(branch, heard, changed, dispatching);
    }

    Sightings withDispatching(boolean changed) {
        return new Sightings(branch, heard, lane, changed);
    }
}
