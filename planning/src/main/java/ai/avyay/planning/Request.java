package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Optional;

/// What a person asks of the engine. It is carried out whole or refused whole, with a reason.
public sealed interface Request extends Signal {

    /// A task to be added.
    ///
    /// @param ended how it ended before it came here; empty: it is still to be done
    record NewTask(TaskId id, Definition definition, Origin origin, Optional<Stage.Ended> ended) {
        public NewTask(TaskId id, Definition definition, Origin origin) {
            this(id, definition, origin, Optional.empty());
        }
    }

    /// Tasks that may depend on each other, added together or not at all.
    record Add(List<NewTask> tasks) implements Request {
        public Add {
            tasks = List.copyOf(tasks);
        }
    }

    /// A task's definition, changed by hand in the queue's file.
    record Edit(TaskId task, Definition definition) implements Request {}

    record OpenReview(TaskId task) implements Request {}

    /// Let accepted work ship.
    ///
    /// @param commit the commit that was shown, so that nothing unseen is approved; empty: the
    ///   present one
    record Approve(TaskId task, Optional<CommitId> commit, String by) implements Request {}

    record Reject(TaskId task, String feedback, String by) implements Request {}

    /// Let a parked, failed or abandoned task be tried again.
    ///
    /// @param ended the whole of it, if it has ended
    record Retry(TaskId task, Optional<Task> ended) implements Request {}

    /// Give up a live task, or one that has failed.
    ///
    /// @param ended the whole of it, if it has ended
    record Abandon(TaskId task, String reason, Optional<Task> ended) implements Request {
        public Abandon(TaskId task, String reason) {
            this(task, reason, Optional.empty());
        }
    }

    /// Stop the running attempt; the task then waits for a person.
    record Cancel(TaskId task) implements Request {}

    record Pause(String reason) implements Request {}

    record Resume() implements Request {}

    /// Let nothing new go to a node.
    record Drain(String node, String reason) implements Request {}

    record Undrain(String node) implements Request {}

    record Reload(Policy policy) implements Request {}

    /// Set definitions and statuses back to those of an earlier revision.
    ///
    /// @param then the live tasks of that revision
    /// @param endedNow the whole of every task of `then` that has ended since
    record Rewind(String revision, List<Task> then, List<Task> endedNow) implements Request {
        public Rewind {
            then = List.copyOf(then);
            endedNow = List.copyOf(endedNow);
        }
    }
}
