package ai.avyay.queue;

import ai.avyay.domain.TaskId;
import java.util.List;
import java.util.Optional;

/// How a task differs between two revisions of the queue.
///
/// @param kind whether only one of them has it
/// @param fields the fields that differ; of a task that only one has, all that it says
public record TaskDifference(TaskId task, Kind kind, List<FieldDifference> fields) {
    public TaskDifference {
        fields = List.copyOf(fields);
    }

    /// Which of two revisions have a task.
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /// How a field differs.
    ///
    /// @param field its name in `queue.json`; an attempt's is `attempts[2]`
    /// @param before its value as JSON, if it had one
    /// @param after its value as JSON, if it has one
    public record FieldDifference(String field, Optional<String> before, Optional<String> after) {}
}
