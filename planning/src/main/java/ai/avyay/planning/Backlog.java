package ai.avyay.planning;

import java.time.Instant;
import java.util.List;

/// Ready tasks that no node takes at present, all of them for the same reasons.
///
/// @param tasks how many
/// @param obstacles what keeps them from each node; empty if there is no node
public record Backlog(int tasks, List<Obstacle> obstacles) {
    public Backlog {
        obstacles = List.copyOf(obstacles);
    }

    /// All ready tasks that are kept waiting, those first that are served first.
    public static List<Backlog> of(Board board, Instant now) {
        return board.readiness().ready().isEmpty() ? List.of() : Placement.backlogs(board, now);
    }
}
