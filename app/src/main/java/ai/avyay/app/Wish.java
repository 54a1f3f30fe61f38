package ai.avyay.app;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Optional;

/// What a command asks of whoever writes the queue, small enough to be sent to it.
public sealed interface Wish {

    /// Add the tasks that these pages hold, all or none.
    record Add(List<Page> pages) implements Wish {
        public Add {
            pages = List.copyOf(pages);
        }
    }

    /// A text with tasks in it.
    ///
    /// @param name what it is called in a complaint
    record Page(String name, String text) {}

    /// A person looks at the work of a task in review.
    record OpenReview(TaskId task) implements Wish {}

    record Approve(TaskId task, Optional<CommitId> commit, String by) implements Wish {}

    record Reject(TaskId task, String feedback, String by) implements Wish {}

    record Retry(TaskId task) implements Wish {}

    /// Give up a task that is live or has failed.
    record Abandon(TaskId task, String reason) implements Wish {}

    record Cancel(TaskId task) implements Wish {}

    record Pause(String reason) implements Wish {}

    record Resume() implements Wish {}

    /// Let nothing new go to a node.
    record Drain(String node, String reason) implements Wish {}

    record Undrain(String node) implements Wish {}

    /// Read the configuration again.
    record Reload() implements Wish {}

    record Rewind(String revision) implements Wish {}
}
