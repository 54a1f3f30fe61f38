package ai.avyay.planning;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.NodeRecord;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people want to know of one node.
///
/// @param working tasks that it works on
/// @param obstacle why no task goes there at present; empty if one may
/// @param record its past; empty if nothing was recorded yet
/// @param steady whether it was nearly always within reach and lost hardly any attempt
public record NodeSummary(
        Policy.NodeOffer offer,
        List<TaskId> working,
        Optional<String> obstacle,
        Optional<NodeRecord> record,
        boolean steady) {
    public NodeSummary {
        working = List.copyOf(working);
    }

    /// All nodes of the configuration, in its order.
    public static List<NodeSummary> of(Board board, Instant now) {
        return board.policy().nodes().stream().map(node -> of(board, node, now)).toList();
    }

    private static NodeSummary of(Board board, Policy.NodeOffer node, Instant now) {
        var whereabouts = new Whereabouts(board);
        var working =
                board.activeTasks()
                        .filter(task ->
                                task.lease()
                                        .filter(lease -> lease.node().equals(node.name()))
                                        .isPresent())
                        .map(Task::id)
                        .sorted()
                        .toList();
        return new NodeSummary(
                node,
                working,
                whereabouts
                        .obstacle(node, false)
                        .or(() -> breaker(board, node, now))
                        .map(Obstacle::text),
                board.state().engine().node(node.name()),
                whereabouts.isSteady(node.name(), now));
    }

    private static Optional<Obstacle> breaker(Board board, Policy.NodeOffer node, Instant now) {
        var key = BreakerKey.node(node.name());
        var breaker = board.state().engine().breaker(key);
        return breaker.openUntil()
                .filter(until -> until.isAfter(now))
                .map(until -> new Obstacle.BreakerOpen(key, until, breaker.failures()));
    }
}
