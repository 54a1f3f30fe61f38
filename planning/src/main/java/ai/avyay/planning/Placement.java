package ai.avyay.planning;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/// Chooses which eligible task goes to which node.
///
/// Tasks are served in order. One that waits only for a resource or an area keeps it from those
/// behind it, so that no task is overtaken for ever; all its resources are taken together or none,
/// so that nothing can deadlock. When one cannot be placed, no other of the same demand can, for a
/// plan only fills up; so the others are not looked at.
final class Placement {
    private static final Comparator<Policy.NodeOffer> FEWEST_TALENTS_WASTED =
            Comparator.<Policy.NodeOffer>comparingInt(node -> -node.capabilities().size())
                    .thenComparing(Policy.NodeOffer::name, Comparator.reverseOrder());

    private final Board board;
    private final Occupancy occupancy;
    private final Instant now;

    private Placement(Board board, Instant now) {
        this.board = board;
        this.occupancy = Occupancy.of(board);
        this.now = now;
    }

    /// An eligible task and the node it goes to.
    record Placed(TaskId task, String node, String agent) {}

    /// The first of those of one demand that are not placed yet.
    private record Head(ReadyKey key, Demand demand, Iterator<ReadyKey> behind) {
        static Head of(Demand demand, Iterator<ReadyKey> keys) {
            return new Head(keys.next(), demand, keys);
        }
    }

    static List<Placed> plan(Board board, Instant now) {
        return board.readiness().ready().isEmpty()
                ? List.of()
                : new Placement(board, now).serve(Optional.empty());
    }

    /// What keeps the eligible `task` from each node, given what runs now and who is before it. A
    /// node whose free slots go to those before it is no obstacle: they are.
    static List<Obstacle> obstacles(Board board, Task task, Instant now) {
        var placement = new Placement(board, now);
        var place = Optional.ofNullable(board.readiness().places().get(task.id()));
        placement.serve(place.map(Readiness.Place::key));
        var demand = Demand.of(task, board.policy());
        var present = Occupancy.of(board);
        return board.policy().nodes().stream()
                .flatMap(node ->
                        placement.obstacle(demand, node).stream()
                                .filter(obstacle ->
                                        !(obstacle instanceof Obstacle.NodeFull)
                                                || present.freeSlots(node) == 0))
                .distinct()
                .toList();
    }

    /// What keeps ready tasks waiting, told once for all of the same demand.
    static List<Backlog> backlogs(Board board, Instant now) {
        var placement = new Placement(board, now);
        var found = new ArrayList<Backlog>();
        board.readiness().ready().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getValue().first()))
                .forEach(entry -> {
                    var demand = entry.getKey();
                    var obstacles = placement.obstacles(demand);
                    if (obstacles.size() == board.policy().nodes().size()) {
                        found.add(new Backlog(entry.getValue().size(), obstacles));
                        placement.reserve(entry.getValue().first().task(), demand);
                    }
                });
        return found;
    }

    private List<Obstacle> obstacles(Demand demand) {
        return policy().nodes().stream().flatMap(node -> obstacle(demand, node).stream()).toList();
    }

    /// Serves all that are before `end`, or all.
    private List<Placed> serve(Optional<ReadyKey> end) {
        var heads = new PriorityQueue<>(Comparator.comparing(Head::key));
        board.readiness()
                .ready()
                .forEach((demand, keys) -> heads.add(Head.of(demand, keys.iterator())));
        var placed = new ArrayList<Placed>();
        while (!heads.isEmpty() && slotFree()) {
            var head = heads.remove();
            if (end.filter(key -> key.compareTo(head.key()) <= 0).isPresent()) {
                break;
            }
            var place = place(head.key().task(), head.demand());
            place.ifPresent(placed::add);
            if (place.isPresent() && head.behind().hasNext()) {
                heads.add(Head.of(head.demand(), head.behind()));
            }
        }
        return placed;
    }

    private boolean slotFree() {
        return policy().nodes().stream().anyMatch(node -> occupancy.freeSlots(node) > 0);
    }

    private Optional<Placed> place(TaskId task, Demand demand) {
        var chosen =
                policy().nodes().stream()
                        .filter(node -> obstacle(demand, node).isEmpty())
                        .max(
                                Comparator.comparing(this::isSteady)
                                        .thenComparingInt(occupancy::freeSlots)
                                        .thenComparing(FEWEST_TALENTS_WASTED));
        chosen.ifPresentOrElse(
                node -> occupancy.take(task, demand, node.name()), () -> reserve(task, demand));
        return chosen.map(node -> new Placed(task, node.name(), demand.agent()));
    }

    private boolean isSteady(Policy.NodeOffer node) {
        return new Whereabouts(board).isSteady(node.name(), now);
    }

    private Optional<Obstacle> obstacle(Demand demand, Policy.NodeOffer node) {
        return unusable(demand, node)
                .or(() ->
                        occupancy.freeSlots(node) > 0
                                ? Optional.empty()
                                : Optional.of(new Obstacle.NodeFull(node.name(), node.slots())))
                .or(() -> resource(demand, node))
                .or(() -> area(demand));
    }

    private Optional<Obstacle> unusable(Demand demand, Policy.NodeOffer node) {
        var missing = demand.missing(node);
        return missing.isEmpty()
                ? new Whereabouts(board)
                        .obstacle(node, demand.heavy())
                        .or(() -> breaker(BreakerKey.node(node.name())))
                        .or(() -> breaker(BreakerKey.agent(demand.agent())))
                : Optional.of(new Obstacle.Lacking(node.name(), missing));
    }

    /// After its time an open breaker lets one attempt through, to try whether things work again.
    private Optional<Obstacle> breaker(BreakerKey key) {
        var breaker = board.state().engine().breaker(key);
        if (breaker.openUntil().isEmpty()) {
            return Optional.empty();
        }
        var until = breaker.openUntil().get();
        if (until.isAfter(now)) {
            return Optional.of(new Obstacle.BreakerOpen(key, until, breaker.failures()));
        }
        return occupancy.working(key) == 0
                ? Optional.empty()
                : Optional.of(new Obstacle.BreakerProbed(key));
    }

    private Optional<Obstacle> resource(Demand demand, Policy.NodeOffer node) {
        return demand.resources().stream()
                .filter(name -> !occupancy.free(name, node.name()))
                .findFirst()
                .map(name -> unfree(name, node.name()));
    }

    private Obstacle unfree(String resource, String node) {
        if (!occupancy.isSettled()) {
            return new Obstacle.ResourceUnsettled(resource);
        }
        var holds = occupancy.holds(resource, node);
        if (!occupancy.taken(resource, node)) {
            return new Obstacle.ResourceKept(resource, holds.waiting());
        }
        var holders = new ArrayList<>(holds.working());
        holders.addAll(holds.awaiting());
        return new Obstacle.ResourceHeld(resource, holders);
    }

    private Optional<Obstacle> area(Demand demand) {
        return policy().areas().stream()
                .filter(area -> demand.areas().contains(area.name()) && !occupancy.areaFree(area))
                .findFirst()
                .map(area -> new Obstacle.AreaBusy(area.name(), area.parallel()));
    }

    /// Keeps what `task` waits for from those behind it, on every node that could take it soon. One
    /// that no node can take at present keeps nothing, and so does one whose resource may be held
    /// for as long as a person takes: others would stand idle for it.
    private void reserve(TaskId task, Demand demand) {
        var soon =
                policy().nodes().stream()
                        .filter(node -> unusable(demand, node).isEmpty())
                        .filter(node ->
                                demand.resources().stream()
                                        .noneMatch(name ->
                                                occupancy.awaitsIntegration(name, node.name())))
                        .toList();
        if (soon.isEmpty()) {
            return;
        }
        demand.areas().forEach(occupancy::reserveArea);
        for (var node : soon) {
            demand.resources().forEach(name -> occupancy.reserve(name, node.name(), task));
        }
    }

    private Policy policy() {
        return board.policy();
    }
}
