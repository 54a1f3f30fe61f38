package ai.avyay.simulation;

import ai.avyay.domain.Limits;
import ai.avyay.domain.State;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Policy.NodeOffer;
import ai.avyay.planning.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/// One thing that could be otherwise.
public sealed interface Adjustment {
    /// A queue of more attempts at a task would tell nothing.
    int MOST_ATTEMPTS = 100;

    /// One more node, always within reach.
    record AddNode(NodeOffer offer) implements Adjustment {}

    /// One more node that offers what `node` does, always within reach.
    record AddNodeLike(String node) implements Adjustment {}

    record DropNode(String node) implements Adjustment {}

    record Slots(String node, int slots) implements Adjustment {}

    /// Every task is tried so often at most.
    record MaxAttempts(int most) implements Adjustment {}

    /// Every task is tried so many times as often.
    record AttemptsFactor(double factor) implements Adjustment {}

    /// When people decide reviews.
    record Reviews(Reviewing.Daily times) implements Adjustment {}

    /// `premises`, adjusted.
    ///
    /// @throws IllegalArgumentException if that cannot be, with the reason for people
    default Premises apply(Premises premises) {
        var policy = premises.policy();
        return switch (this) {
            case AddNode(var offer) -> {
                if (policy.node(offer.name()).isPresent()) {
                    throw new IllegalArgumentException(
                            "there is a node %s already".formatted(offer.name()));
                }
                yield premises.withNodes(adding(policy, offer));
            }
            case AddNodeLike(var node) ->
                    premises.withNodes(adding(policy, another(policy, known(policy, node))));
            case DropNode(var node) -> {
                var dropped = known(policy, node);
                yield premises.withNodes(
                        policy.nodes().stream().filter(each -> !each.equals(dropped)).toList());
            }
            case Slots(var node, var slots) -> {
                var changed = renamed(known(policy, node), node, slots);
                yield premises.withNodes(
                        policy.nodes().stream()
                                .map(each -> each.name().equals(node) ? changed : each)
                                .toList());
            }
            case MaxAttempts(var most) -> attempts(premises, _ -> most);
            case AttemptsFactor(var factor) ->
                    attempts(premises, most -> (int) Math.max(1, Math.round(most * factor)));
            case Reviews(var times) -> premises.with(times);
        };
    }

    private static NodeOffer known(Policy policy, String name) {
        return policy.node(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "there is no node %s; there are: %s"
                                        .formatted(
                                                name,
                                                policy.nodes().stream()
                                                        .map(NodeOffer::name)
                                                        .collect(Collectors.joining(", ")))));
    }

    private static NodeOffer another(Policy policy, NodeOffer node) {
        var number = 2;
        while (policy.node(node.name() + "-" + number).isPresent()) {
            number++;
        }
        return renamed(node, node.name() + "-" + number, node.slots());
    }

    private static NodeOffer renamed(NodeOffer node, String name, int slots) {
        return new NodeOffer(name, slots, node.capabilities(), node.remote(), node.maxLoad());
    }

    private static List<NodeOffer> adding(Policy policy, NodeOffer node) {
        var nodes = new ArrayList<>(policy.nodes());
        nodes.add(node);
        return nodes;
    }

    private static Premises attempts(Premises premises, IntUnaryOperator change) {
        var timing = premises.policy().timing();
        var most = within(change.applyAsInt(timing.maxAttempts()));
        var state = premises.board().state();
        var live = state.live();
        for (var task : state.live().values()) {
            var limits = task.definition().limits();
            var changed =
                    new Limits(
                            limits.estimate(),
                            limits.timeout(),
                            limits.maxAttempts().map(own -> within(change.applyAsInt(own))));
            var definition = task.definition().withLimits(changed);
            live = live.plus(task.id(), task.withDefinition(definition));
        }
        return premises.with(
                        new Timing(
                                timing.lease(),
                                timing.estimate(),
                                timing.silence(),
                                most,
                                timing.backoff(),
                                timing.breaking()))
                .with(new State(live, state.ended(), state.engine()));
    }

    private static int within(int attempts) {
        if (attempts < 1 || attempts > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "a task is tried 1 to %d times: %d".formatted(MOST_ATTEMPTS, attempts));
        }
        return attempts;
    }
}
