package ai.avyay.planning;

import ai.avyay.domain.Breaker;
import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Chooses which eligible task goes to which node.
///
/// Tasks are served in order. One that waits only for a resource or an area keeps it from those
/// behind it, so that no task is overtaken for ever; all its resources are taken together or none,
/// so that nothing can deadlock.
final class Placement {
    private final Board board;
    private final Occupancy occupancy;
    private final Instant now;

    private Placement(Board board, Instant now) {
        this.board = board;
        this.occupancy = Occupancy.of(board);
        this.now = now;
    }

    /// An eligible task and the node it goes to.
    record Placed(Task task, String node, String agent) {}

    /// What keeps an eligible task from a node, in words.
    record Obstacle(String text) {}

    static List<Placed> plan(Board board, Instant now) {
        return new Placement(board, now).placeAll();
    }

    /// What keeps the eligible `task` from every node, given what runs now and who is before it.
    static List<Obstacle> obstacles(Board board, Task task, Instant now) {
        var placement = new Placement(board, now);
        for (var key : board.readiness().ready()) {
            if (key.task().equals(task.id())) {
                break;
            }
            board.state().task(key.task()).ifPresent(placement::place);
        }
        return placement.policy().nodes().stream()
                .flatMap(node -> placement.obstacle(task, node).stream())
                .distinct()
                .toList();
    }

    private List<Placed> placeAll() {
        var placed = new ArrayList<Placed>();
        for (var key : board.readiness().ready()) {
            if (policy().nodes().stream().noneMatch(node -> occupancy.freeSlots(node) > 0)) {
                break;
            }
            board.state().task(key.task()).flatMap(this::place).ifPresent(placed::add);
        }
        return placed;
    }

    private Optional<Placed> place(Task task) {
        var agent = policy().agent(task);
        var chosen =
                policy().nodes().stream()
                        .filter(node -> obstacle(task, node).isEmpty())
                        .max(
                                Comparator.<Policy.NodeOffer>comparingInt(occupancy::freeSlots)
                                        .thenComparingInt(node -> -node.capabilities().size())
                                        .thenComparing(
                                                Policy.NodeOffer::name, Comparator.reverseOrder()));
        chosen.ifPresentOrElse(
                node -> occupancy.take(task, node.name(), agent), () -> reserveFor(task));
        return chosen.map(node -> new Placed(task, node.name(), agent));
    }

    private Optional<Obstacle> obstacle(Task task, Policy.NodeOffer node) {
        return unusable(task, node)
                .or(() -> full(node))
                .or(() -> resourceHeld(task, node))
                .or(() -> areaBusy(task));
    }

    private Optional<Obstacle> unusable(Task task, Policy.NodeOffer node) {
        return lacking(task, node)
                .or(() -> broken(BreakerKey.node(node.name())))
                .or(() -> broken(BreakerKey.agent(policy().agent(task))));
    }

    private Optional<Obstacle> lacking(Task task, Policy.NodeOffer node) {
        var missing = missingCapabilities(task, node);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Obstacle(
                                "node " + node.name() + " lacks " + String.join(", ", missing)));
    }

    private List<String> missingCapabilities(Task task, Policy.NodeOffer node) {
        return required(policy(), task).stream()
                .filter(capability -> !node.capabilities().contains(capability))
                .sorted()
                .toList();
    }

    /// What a node must offer for `task`: what the task asks for, and its agent.
    static Set<String> required(Policy policy, Task task) {
        var required = new HashSet<>(task.definition().needs().capabilities());
        required.add(policy.agent(task));
        return required;
    }

    private Optional<Obstacle> broken(BreakerKey key) {
        var breaker = board.state().engine().breaker(key);
        return closed(breaker) || (mayProbe(breaker) && occupancy.working(key) == 0)
                ? Optional.empty()
                : Optional.of(
                        new Obstacle(
                                "the breaker of %s is open until %s after %d failures in a row"
                                        .formatted(
                                                key,
                                                breaker.openUntil().orElse(now),
                                                breaker.failures())));
    }

    private static boolean closed(Breaker breaker) {
        return breaker.openUntil().isEmpty();
    }

    private boolean mayProbe(Breaker breaker) {
        return breaker.openUntil().filter(until -> !until.isAfter(now)).isPresent();
    }

    private Optional<Obstacle> full(Policy.NodeOffer node) {
        return occupancy.freeSlots(node) > 0
                ? Optional.empty()
                : Optional.of(
                        new Obstacle(
                                "all %d slots of node %s are busy"
                                        .formatted(node.slots(), node.name())));
    }

    private Optional<Obstacle> resourceHeld(Task task, Policy.NodeOffer node) {
        return task.definition().needs().resources().stream()
                .filter(name -> !occupancy.resourceFree(name, node.name()))
                .findFirst()
                .map(name ->
                        new Obstacle(
                                "resource %s is held by %s"
                                        .formatted(
                                                name,
                                                String.join(
                                                        ", ",
                                                        occupancy.holdersOf(name, node.name())))));
    }

    private Optional<Obstacle> areaBusy(Task task) {
        return occupancy.areasOf(task).stream()
                .filter(area -> !occupancy.areaFree(area))
                .findFirst()
                .map(area ->
                        new Obstacle(
                                "area %s takes %d tasks at once"
                                        .formatted(area.name(), area.parallel())));
    }

    /// Keeps what `task` waits for from those behind it, on every node that could take it; one that
    /// no node can take at present keeps nothing.
    private void reserveFor(Task task) {
        var usable =
                policy().nodes().stream().filter(node -> unusable(task, node).isEmpty()).toList();
        if (usable.isEmpty()) {
            return;
        }
        occupancy.areasOf(task).forEach(occupancy::reserveArea);
        for (var node : usable) {
            task.definition()
                    .needs()
                    .resources()
                    .forEach(name -> occupancy.reserve(name, node.name(), task));
        }
    }

    private Policy policy() {
        return board.policy();
    }
}
