package ai.avyay.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A recorded fact.
///
/// Facts are applied by [State#apply(Event)]; whether a fact may come about is decided elsewhere,
/// before it is recorded.
public sealed interface Event {
    /// When it happened.
    Instant at();

    /// A fact about one task.
    sealed interface OfTask extends Event {
        TaskId task();
    }

    record TaskAdded(Instant at, TaskId task, Definition definition, Origin origin)
            implements OfTask {}

    /// A person changed what people own.
    record TaskEdited(Instant at, TaskId task, Definition definition) implements OfTask {}

    /// From now on nothing but the clock keeps the task.
    record BecameEligible(Instant at, TaskId task) implements OfTask {}

    /// The task was eligible and no longer is: a dependency was added, or an artifact vanished.
    record LostEligibility(Instant at, TaskId task) implements OfTask {}

    record Dispatched(Instant at, TaskId task, int number, Lease lease, Attempt.Run run)
            implements OfTask {}

    /// The same attempt goes on under the same generation with a fresh term.
    record LeaseRenewed(Instant at, TaskId task, Lease lease) implements OfTask {}

    record WorkDelivered(Instant at, TaskId task, Delivery delivery) implements OfTask {}

    /// The work of an attempt that was given up for lost came after all; it becomes an attempt of
    /// its own.
    record WorkTakenOver(
            Instant at, TaskId task, int number, Lease lease, Attempt.Run run, Delivery delivery)
            implements OfTask {}

    record WorkJudged(Instant at, TaskId task, QualityReport report) implements OfTask {}

    record ReviewRequested(Instant at, TaskId task, CommitId commit) implements OfTask {}

    record ReviewOpened(Instant at, TaskId task) implements OfTask {}

    record ReviewDecided(Instant at, TaskId task, ReviewRecord.Decision decision)
            implements OfTask {}

    record IntegrationStarted(Instant at, TaskId task) implements OfTask {}

    /// This candidate is about to be shipped; after a restart the branch tells whether it was.
    record ShippingIntended(Instant at, TaskId task, Stage.Intent intent) implements OfTask {}

    /// The attempt is over and the task waits again, parked or not.
    ///
    /// @param leftover what a failed attempt left behind; the next one starts from it
    record AttemptEnded(
            Instant at, TaskId task, Ending ending, Optional<Delivery> leftover, Parking parking)
            implements OfTask {}

    /// The task left the live queue.
    ///
    /// @param status `done`, `failed` or `abandoned`
    record TaskEnded(
            Instant at, TaskId task, Status status, String reason, Optional<CommitId> integrated)
            implements OfTask {}

    /// A person brought an ended task back.
    record TaskReopened(Instant at, Task restored) implements OfTask {
        @Override
        public TaskId task() {
            return restored.id();
        }
    }

    /// A waiting task was parked, or let go on.
    record ParkingChanged(Instant at, TaskId task, Parking parking) implements OfTask {}

    /// Something arrived that the state no longer allows; it changes nothing.
    record SignalIgnored(Instant at, TaskId task, String signal) implements OfTask {}

    record Paused(Instant at, String reason) implements Event {}

    record Resumed(Instant at) implements Event {}

    record BreakerOpened(Instant at, EngineState.BreakerKey key, Instant until, String reason)
            implements Event {}

    record BreakerClosed(Instant at, EngineState.BreakerKey key) implements Event {}

    /// A fact about one node.
    sealed interface OfNode extends Event {
        String node();
    }

    /// The node cannot be reached; what works there may go on.
    record NodeWentAway(Instant at, String node, String reason) implements OfNode {}

    record NodeCameBack(Instant at, String node) implements OfNode {}

    /// A person lets nothing new go there.
    record NodeDrained(Instant at, String node, String reason) implements OfNode {}

    record NodeUndrained(Instant at, String node) implements OfNode {}

    /// An attempt vanished with its node.
    record NodeLostWork(Instant at, String node) implements OfNode {}

    /// An agent works on the node.
    ///
    /// @param delay since it was dispatched there
    record NodeBegan(Instant at, String node, Duration delay) implements OfNode {}

    /// The queue was set back to an earlier revision, without losing what happened since.
    ///
    /// @param restored live tasks as they shall stand
    record Rewound(Instant at, String revision, List<Task> restored) implements Event {
        public Rewound {
            restored = List.copyOf(restored);
        }
    }
}
