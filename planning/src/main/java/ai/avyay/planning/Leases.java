package ai.avyay.planning;

import ai.avyay.domain.Lease;
import ai.avyay.domain.Task;
import java.time.Instant;

/// Says until when a node's right to an attempt holds.
final class Leases {
    private Leases() {}

    /// The recorded end, or a term after the node was last heard of, whichever is later.
    static Instant end(Task task, Board board) {
        var recorded = task.lease().map(Lease::expiresAt).orElse(Instant.MIN);
        var heard =
                board.sightings()
                        .contacts()
                        .heard(task.id())
                        .map(at -> at.plus(board.policy().timing().lease()));
        return heard.filter(until -> until.isAfter(recorded)).orElse(recorded);
    }

    /// When the attempt is taken for dead though nobody has said so. Elsewhere its right may have
    /// been renewed a moment ago.
    static Instant dead(Task task, Board board, Instant now) {
        var elsewhere = task.lease().filter(lease -> board.policy().isRemote(lease.node()));
        var end =
                elsewhere.isPresent()
                        ? now.plus(board.policy().timing().lease())
                        : end(task, board);
        return (end.isAfter(now) ? end : now).plus(Timing.GRACE);
    }
}
