package ai.avyay.app;

import ai.avyay.planning.Board;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// What `watch` shows at one moment.
///
/// @param title the repository's name
/// @param recent the last lines of the log, newest last
/// @param cost of all attempts, as reported; empty: nobody said
/// @param zone in which times are shown
public record Scene(
        String title, Board board, List<LogEntry> recent, Optional<BigDecimal> cost, ZoneId zone) {
    public Scene {
        recent = List.copyOf(recent);
    }

    /// A line of the queue's log.
    public record LogEntry(Instant at, String subject) {}
}
