package ai.avyay.engine;

import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import ai.avyay.planning.Signal;
import java.util.Optional;

/// Gives a request about a task that has ended the whole of that task, which the board does not
/// hold, as it stands when the request is decided. Whoever asked may have seen an older one, or
/// none.
record Completion(TaskQueue queue) {

    /// `signal` as it is to be decided; empty if that must wait until what is decided is recorded.
    ///
    /// @param recorded what is on disk
    /// @param next what will be, once the decisions before this one are
    Optional<Signal> of(Signal signal, State recorded, State next) {
        return switch (signal) {
            case Request.Retry retry ->
                    known(retry.task(), recorded, next)
                            ? Optional.of(
                                    new Request.Retry(retry.task(), ended(retry.task(), next)))
                            : Optional.empty();
            case Request.Abandon abandon ->
                    known(abandon.task(), recorded, next)
                            ? Optional.of(
                                    new Request.Abandon(
                                            abandon.task(),
                                            abandon.reason(),
                                            ended(abandon.task(), next)))
                            : Optional.empty();
            case Signal other -> Optional.of(other);
        };
    }

    /// Whether the queue holds the task as it ended last, if it has ended.
    private static boolean known(TaskId id, State recorded, State next) {
        var end = next.ended().get(id);
        return end == null || end.equals(recorded.ended().get(id));
    }

    private Optional<Task> ended(TaskId id, State next) {
        return next.ended().containsKey(id) ? queue.ended(id) : Optional.empty();
    }
}
