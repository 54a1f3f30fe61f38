package ai.avyay.app;

import ai.avyay.domain.EndedTask;
import ai.avyay.domain.Task;
import ai.avyay.planning.Board;
import ai.avyay.queue.QueueHistory;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What `watch` shows at one moment.
///
/// @param title the repository's name
/// @param recent the last lines of the log, newest last
/// @param zone in which times are shown
public record Scene(String title, Board board, List<QueueHistory.Entry> recent, ZoneId zone) {
    public Scene {
        recent = List.copyOf(recent);
    }

    /// What all attempts cost together, as reported; empty: nobody said.
    Optional<BigDecimal> cost() {
        var state = board.state();
        return Stream.concat(
                        state.live().values().stream().map(Task::costUsd),
                        state.ended().values().stream().map(EndedTask::costUsd))
                .flatMap(Optional::stream)
                .reduce(BigDecimal::add);
    }
}
