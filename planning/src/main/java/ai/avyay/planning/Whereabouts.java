package ai.avyay.planning;

import ai.avyay.domain.NodeRecord;
import java.time.Instant;
import java.util.Optional;

/// Says of nodes whether work can go there now, and whether it is likely to come back.
record Whereabouts(Board board) {
    /// A node that was out of reach for more of the time is not steady.
    static final double STEADY_SHARE = 0.9;

    /// A node that lost more of the attempts that began there is not steady.
    static final double STEADY_LOSS = 0.1;

    /// What keeps every task, or a heavy one, from `node`.
    Optional<Obstacle> obstacle(Policy.NodeOffer node, boolean heavy) {
        var record = board.state().engine().node(node.name());
        return record.flatMap(NodeRecord::drained)
                .<Obstacle>map(mark -> new Obstacle.NodeDrained(node.name(), mark))
                .or(() ->
                        record.flatMap(NodeRecord::away)
                                .map(mark -> new Obstacle.NodeAway(node.name(), mark)))
                .or(() -> unheard(node))
                .or(() -> heavy ? strain(node) : Optional.empty());
    }

    private Optional<Obstacle> unheard(Policy.NodeOffer node) {
        return node.remote() && vitals(node).isEmpty()
                ? Optional.of(new Obstacle.NodeUnheard(node.name()))
                : Optional.empty();
    }

    private Optional<Obstacle> strain(Policy.NodeOffer node) {
        var vitals = vitals(node).orElse(Contact.Vitals.UNKNOWN);
        var loaded = node.maxLoad().filter(most -> vitals.load() > most).isPresent();
        return loaded || vitals.throttled()
                ? Optional.of(new Obstacle.NodeStrained(node.name(), vitals, node.maxLoad()))
                : Optional.empty();
    }

    /// Until when an attempt that an earlier engine gave up may still hold any resource, on a
    /// machine that has not answered since; empty if every machine has, or if its lease and a grace
    /// are over since the start.
    Optional<Instant> unsettledUntil() {
        var end =
                board.sightings()
                        .contacts()
                        .since()
                        .plus(board.policy().timing().lease())
                        .plus(Timing.GRACE);
        var unheard = board.policy().nodes().stream().anyMatch(node -> unheard(node).isPresent());
        return unheard && end.isAfter(board.asOf()) ? Optional.of(end) : Optional.empty();
    }

    private Optional<Contact.Vitals> vitals(Policy.NodeOffer node) {
        return board.sightings().contacts().vitals(node.name());
    }

    /// Whether the node was nearly always within reach, and lost hardly any attempt.
    boolean isSteady(String node, Instant now) {
        return board.state()
                .engine()
                .node(node)
                .filter(record ->
                        record.reachableShare(now) < STEADY_SHARE
                                || record.lost() > STEADY_LOSS * Math.max(1, record.begun()))
                .isEmpty();
    }
}
