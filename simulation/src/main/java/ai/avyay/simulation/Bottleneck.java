package ai.avyay.simulation;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.planning.Backlog;
import ai.avyay.planning.Obstacle;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// What tasks wait for that have all else.
public sealed interface Bottleneck {

    /// A slot of one of these nodes, the only ones that offer all it takes.
    ///
    /// @param capabilities what the other nodes lack; empty if every node would do
    record Slot(List<String> nodes, List<String> capabilities) implements Bottleneck {
        public Slot {
            nodes = List.copyOf(nodes);
            capabilities = List.copyOf(capabilities);
        }
    }

    /// There is no such node.
    record Capability(List<String> capabilities) implements Bottleneck {
        public Capability {
            capabilities = List.copyOf(capabilities);
        }
    }

    record Resource(String name) implements Bottleneck {}

    record Area(String name) implements Bottleneck {}

    /// After failures in a row.
    record Breaker(BreakerKey key) implements Bottleneck {}

    /// These nodes take nothing at present.
    record Nodes(List<String> names) implements Bottleneck {
        public Nodes {
            names = List.copyOf(names);
        }
    }

    /// A person.
    record Review() implements Bottleneck {}

    /// The one way onto the shipping branch.
    record Lane() implements Bottleneck {}

    /// What it takes for the tasks of `backlog` to start. A node with a free slot shows that slots
    /// are not what is missing, so it is asked first.
    static Bottleneck of(Backlog backlog) {
        return scarce(backlog)
                .or(() -> full(backlog))
                .or(() -> broken(backlog))
                .orElseGet(() -> unusable(backlog));
    }

    private static Optional<Bottleneck> scarce(Backlog backlog) {
        for (var obstacle : backlog.obstacles()) {
            if (obstacle instanceof Obstacle.ResourceHeld held) {
                return Optional.of(new Resource(held.resource()));
            }
            if (obstacle instanceof Obstacle.ResourceKept kept) {
                return Optional.of(new Resource(kept.resource()));
            }
            if (obstacle instanceof Obstacle.AreaBusy busy) {
                return Optional.of(new Area(busy.area()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Bottleneck> full(Backlog backlog) {
        var full =
                backlog.obstacles().stream()
                        .filter(Obstacle.NodeFull.class::isInstance)
                        .map(obstacle -> ((Obstacle.NodeFull) obstacle).node())
                        .toList();
        return full.isEmpty() ? Optional.empty() : Optional.of(new Slot(full, lacking(backlog)));
    }

    private static List<String> lacking(Backlog backlog) {
        var capabilities = new TreeSet<String>();
        for (var obstacle : backlog.obstacles()) {
            if (obstacle instanceof Obstacle.Lacking lacking) {
                capabilities.addAll(lacking.capabilities());
            }
        }
        return List.copyOf(capabilities);
    }

    private static Optional<Bottleneck> broken(Backlog backlog) {
        for (var obstacle : backlog.obstacles()) {
            if (obstacle instanceof Obstacle.BreakerOpen open) {
                return Optional.of(new Breaker(open.key()));
            }
            if (obstacle instanceof Obstacle.BreakerProbed probed) {
                return Optional.of(new Breaker(probed.key()));
            }
        }
        return Optional.empty();
    }

    private static Bottleneck unusable(Backlog backlog) {
        var names = new TreeSet<String>();
        for (var obstacle : backlog.obstacles()) {
            switch (obstacle) {
                case Obstacle.NodeDrained(var node, _) -> names.add(node);
                case Obstacle.NodeAway(var node, _) -> names.add(node);
                case Obstacle.NodeUnheard(var node) -> names.add(node);
                case Obstacle.NodeStrained(var node, _, _) -> names.add(node);
                case Obstacle.Lacking _,
                        Obstacle.BreakerOpen _,
                        Obstacle.BreakerProbed _,
                        Obstacle.NodeFull _,
                        Obstacle.ResourceHeld _,
                        Obstacle.ResourceUnsettled _,
                        Obstacle.ResourceKept _,
                        Obstacle.AreaBusy _ -> {}
            }
        }
        return names.isEmpty() ? new Capability(lacking(backlog)) : new Nodes(List.copyOf(names));
    }

    /// A phrase that goes on after "waiting for".
    default String text() {
        return switch (this) {
            case Slot(var nodes, var capabilities)
                    when capabilities.isEmpty() && nodes.size() > 1 ->
                    "a free slot on any node";
            case Slot(var nodes, _) when nodes.size() == 1 ->
                    "a free slot on node " + nodes.getFirst();
            case Slot(var nodes, var capabilities) ->
                    "a free slot on a node that offers %s (%s)"
                            .formatted(String.join(", ", capabilities), String.join(", ", nodes));
            case Capability(var capabilities) when capabilities.isEmpty() -> "a node";
            case Capability(var capabilities) ->
                    "a node that offers " + String.join(", ", capabilities) + "; there is none";
            case Resource(var name) -> "resource " + name;
            case Area(var name) -> "area " + name;
            case Breaker(var key) -> key + " to work again after failures in a row";
            case Nodes(var names) ->
                    "node %s to be in service".formatted(String.join(" or ", names));
            case Review _ -> "a person's review";
            case Lane _ -> "the shipping branch, which one task at a time goes onto";
        };
    }
}
