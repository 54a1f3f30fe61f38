package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Stage;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Something that arrived: an observation, or the wish of a person.
public sealed interface Signal permits Signal.OfAttempt, Signal.Observation, Request {

    /// What was observed of one attempt. If its generation is no longer the task's, it is recorded
    /// and changes nothing.
    sealed interface OfAttempt extends Signal {
        TaskId task();

        int generation();
    }

    /// A node was heard of.
    record Heard(TaskId task, int generation) implements OfAttempt {}

    /// The agent works.
    ///
    /// @param delay since it was dispatched
    record Began(TaskId task, int generation, Duration delay) implements OfAttempt {}

    /// The agent has ended well and its work is in the hub.
    record WorkCollected(TaskId task, int generation, Delivery delivery) implements OfAttempt {}

    /// The attempt ended without work to be judged.
    ///
    /// @param leftover what it left behind all the same
    /// @param resetAt when it may be tried again, if the other side said so
    record AttemptStopped(
            TaskId task,
            int generation,
            Reason reason,
            Optional<Delivery> leftover,
            Optional<Instant> resetAt)
            implements OfAttempt {}

    /// Why an attempt stopped.
    record Reason(Outcome outcome, String text, Usage usage) {}

    record Judged(TaskId task, int generation, QualityReport report) implements OfAttempt {}

    /// A candidate is ready, and its checks have passed on its very tree.
    record CandidateReady(TaskId task, int generation, Stage.Intent intent) implements OfAttempt {}

    /// The work is on the shipping branch.
    ///
    /// @param commit empty if there was nothing to ship
    record Shipped(TaskId task, int generation, Optional<CommitId> commit) implements OfAttempt {}

    /// The branch moved before the candidate could be shipped.
    record BranchMoved(TaskId task, int generation) implements OfAttempt {}

    /// The work could not be brought onto the branch.
    ///
    /// @param report what the checks said of the candidate, if they were what refused it
    record IntegrationRefused(
            TaskId task, int generation, String reason, Optional<QualityReport> report)
            implements OfAttempt {}

    /// What was observed of the world.
    sealed interface Observation extends Signal {}

    /// The engine has opened the queue.
    ///
    /// @param dispatching whether new attempts may start
    record Started(boolean dispatching) implements Observation {}

    /// A node was asked how it is.
    record NodeAsked(String node, Contact contact) implements Observation {}

    record BranchSeen(CommitSeen branch) implements Observation {}

    /// The clock was set, or the machine slept: it is later than it would be by the time that has
    /// passed, or earlier if `by` is negative.
    record ClockSet(Duration by) implements Observation {}

    /// Time has passed.
    record Ticked() implements Observation {}

    /// No new attempt may start from now on.
    record Draining() implements Observation {}
}
