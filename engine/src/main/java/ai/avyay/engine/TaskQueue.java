package ai.avyay.engine;

import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Change;
import java.util.List;
import java.util.Optional;

/// The durable queue. It has one writer: whoever opened it.
public interface TaskQueue extends AutoCloseable {

    /// What was found on opening.
    ///
    /// @param notices what was recovered, for people; empty after a clean end
    record Opened(State state, List<String> notices) {
        public Opened {
            notices = List.copyOf(notices);
        }
    }

    /// Reads the recorded state, recovering the last good one if the files are damaged.
    ///
    /// @param onEdit called from another thread when a person may have saved a file; then ask
    ///   [#edits()]
    Opened open(Runnable onEdit);

    /// What people changed in the files since this was last asked, merged field by field with what
    /// the engine wrote.
    ///
    /// An edit stays outstanding until a later [#append(List)] has written the state that took it
    /// in.
    ///
    /// @throws QueueException if the files cannot be read
    List<HandEdit> edits();

    /// Records `changes` in order, one commit each; when it returns they are on disk.
    ///
    /// @throws QueueException if they could not be recorded; none of them may then be acted on
    void append(List<Change> changes);

    /// Has the files that people open follow what was recorded.
    ///
    /// What the engine did not come to publish is published before the next edits are looked for,
    /// or by the next opening.
    void publish();

    /// The whole of a task that has ended.
    Optional<Task> ended(TaskId id);

    @Override
    void close();
}
