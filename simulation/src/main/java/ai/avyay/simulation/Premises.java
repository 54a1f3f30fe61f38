package ai.avyay.simulation;

import ai.avyay.domain.State;
import ai.avyay.planning.Board;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Timing;
import java.time.Instant;
import java.util.List;

/// What a forecast starts from.
///
/// @param board the queue, the configuration and the branch as they stand now
public record Premises(Board board, Habits habits, Reviewing reviewing) {
    Instant start() {
        return board.asOf();
    }

    Policy policy() {
        return board.policy();
    }

    Premises withNodes(List<Policy.NodeOffer> nodes) {
        return with(nodes, policy().timing());
    }

    Premises with(Timing timing) {
        return with(policy().nodes(), timing);
    }

    private Premises with(List<Policy.NodeOffer> nodes, Timing timing) {
        var changed =
                new Policy(
                        nodes,
                        policy().agents(),
                        policy().types(),
                        policy().checks(),
                        policy().resources(),
                        policy().areas(),
                        timing,
                        policy().hash());
        return new Premises(board.withPolicy(changed, board.asOf()), habits, reviewing);
    }

    Premises with(State changed) {
        var other = Board.of(changed, board.policy(), board.sightings(), board.asOf());
        return new Premises(other, habits, reviewing);
    }

    Premises with(Reviewing changed) {
        return new Premises(board, habits, changed);
    }
}
