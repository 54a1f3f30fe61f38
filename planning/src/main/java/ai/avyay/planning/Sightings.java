package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What is known of the world and is not recorded, because it is looked at again after a restart.
///
/// @param lane the task whose work is being brought onto the branch now; there is one at a time
/// @param lingering attempts that have ended and are not known to be dead
/// @param looking whether a look at the branch is under way
/// @param dispatching whether new attempts may start: `up` runs and is not shutting down
public record Sightings(
        Optional<BranchKnown> branch,
        Contacts contacts,
        Optional<TaskId> lane,
        List<Lingering> lingering,
        Looking looking,
        boolean dispatching) {
    public static final Sightings NONE =
            new Sightings(
                    Optional.empty(),
                    Contacts.NONE,
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
        return new Sightings(Optional.of(known), contacts, lane, lingering, looking, dispatching);
    }

    Sightings withLooking(Looking changed) {
        return new Sightings(branch, contacts, lane, lingering, changed, dispatching);
    }

    /// The same, taking it that every node has answered that is not known to be away. For those who
    /// only look: they have not asked the nodes.
    public Sightings assuming(Policy policy) {
        var assumed = contacts;
        for (var node : policy.nodes()) {
            if (assumed.vitals(node.name()).isEmpty()) {
                assumed = assumed.with(node.name(), Contact.Vitals.UNKNOWN);
            }
        }
        return with(assumed);
    }

    Sightings with(Contacts changed) {
        return new Sightings(branch, changed, lane, lingering, looking, dispatching);
    }

    Sightings withLane(TaskId task) {
        return new Sightings(branch, contacts, Optional.of(task), lingering, looking, dispatching);
    }

    Sightings withoutLane(TaskId task) {
        return inLane(task)
                ? new Sightings(branch, contacts, Optional.empty(), lingering, looking, dispatching)
                : this;
    }

    Sightings plus(Lingering added) {
        return withLingering(Stream.concat(lingering.stream(), Stream.of(added)).toList());
    }

    Sightings withoutLingering(Predicate<Lingering> dead) {
        return lingering.stream().noneMatch(dead)
                ? this
                : withLingering(lingering.stream().filter(dead.negate()).toList());
    }

    /// What lingers of that attempt, if anything does.
    Optional<Lingering> lingering(TaskId task, int generation) {
        return lingering.stream().filter(attempt -> attempt.is(task, generation)).findFirst();
    }

    /// The same by a clock that was set forward by `by`.
    Sightings shifted(Duration by) {
        var later = lingering.stream().map(attempt -> attempt.shifted(by)).toList();
        return new Sightings(branch, contacts.shifted(by), lane, later, looking, dispatching);
    }

    Sightings withLingering(List<Lingering> changed) {
        return new Sightings(branch, contacts, lane, changed, looking, dispatching);
    }

    public Sightings withDispatching(boolean changed) {
        return new Sightings(branch, contacts, lane, lingering, looking, changed);
    }
}
