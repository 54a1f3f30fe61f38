package ai.avyay.app;

import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The queue's files as anybody may read them, without its lock.
public interface QueueAccess {
    /// What the files hold; nothing if there are none yet.
    State state();

    /// The whole of a task that has ended.
    Optional<Task> ended(TaskId id);

    /// The newest `limit` lines of the log, newest first.
    List<Scene.LogEntry> log(int limit);

    /// What differs between two revisions, in words.
    List<String> diff(String from, String to);

    /// Keeps the present state under a git branch of the queue.
    void branch(String name);

    /// The tasks that `pages` hold.
    ///
    /// @throws ai.avyay.documents.DocumentException if a page is not as it should be
    Imported read(List<Wish.Page> pages, Instant now);

    /// The request that sets `now` back to `revision`.
    Request.Rewind rewind(String revision, State now);

    /// `task` as it stands in the queue's files.
    String json(Task task);

    /// Tasks as they were read.
    ///
    /// @param remarks what was changed on the way, such as ids
    record Imported(List<Request.NewTask> tasks, List<String> remarks) {
        public Imported {
            tasks = List.copyOf(tasks);
            remarks = List.copyOf(remarks);
        }
    }
}
