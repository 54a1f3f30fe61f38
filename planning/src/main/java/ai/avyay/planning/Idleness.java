package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Whether anything will happen by itself.
public sealed interface Idleness {

    /// Something is under way.
    record Busy() implements Idleness {}

    /// Only time can change something.
    record Until(Instant at) implements Idleness {}

    /// Nothing will change without a person.
    ///
    /// @param stuck tasks that need what can no longer come, or what no node offers
    /// @param forPeople tasks that wait for a person: a review, a retry, the rest of a draft, or
    ///   the end of a pause
    record Idle(List<TaskId> stuck, List<TaskId> forPeople) implements Idleness {
        public Idle {
            stuck = List.copyOf(stuck);
            forPeople = List.copyOf(forPeople);
        }

        /// Whether everything that could be done is done.
        public boolean allDone() {
            return stuck.isEmpty() && forPeople.isEmpty();
        }
    }

    static Idleness of(Board present, Instant now) {
        var board = present.at(now);
        if (board.sightings().branch().isEmpty()
                || board.sightings().looking() != Sightings.Looking.NOT
                || board.sightings().lane().isPresent()
                || board.activeTasks().anyMatch(task -> task.lease().isPresent())
                || Lane.waiting(board).anyMatch(task -> board.missingOnBranch(task).isEmpty())) {
            return new Busy();
        }
        var paused = board.state().engine().pause().isPresent();
        if (!paused && !Placement.plan(board, now).isEmpty()) {
            return new Busy();
        }
        return Planner.nextWake(board)
                .filter(_ -> !paused)
                .<Idleness>map(Until::new)
                .orElseGet(() -> idle(board, now));
    }

    private static Idle idle(Board board, Instant now) {
        var stuck = new ArrayList<TaskId>();
        var forPeople = new ArrayList<TaskId>();
        var behind = new ArrayList<TaskId>();
        for (var task : board.state().live().values()) {
            var resting =
                    switch (Rest.of(board, task, now)) {
                        case STUCK -> stuck;
                        case FOR_PEOPLE -> forPeople;
                        case BEHIND -> behind;
                    };
            resting.add(task.id());
        }
        if (!stuck.isEmpty() || !forPeople.isEmpty()) {
            return new Idle(stuck, forPeople);
        }
        return board.state().engine().pause().isPresent()
                ? new Idle(List.of(), behind)
                : new Idle(behind, List.of());
    }
}
