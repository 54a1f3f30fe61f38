package ai.avyay.planning;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the active tasks occupy: slots, resources and areas. Filled while a plan is made, then
/// forgotten.
final class Occupancy {
    private static final String PER_NODE = "node:";

    private final Policy policy;
    private final boolean settled;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, Holds> holds = new HashMap<>();
    private final Map<String, Integer> areas = new HashMap<>();
    private final Map<BreakerKey, Integer> working = new HashMap<>();

    /// Who has one resource.
    ///
    /// @param working tasks whose attempt will give it back by itself
    /// @param awaiting tasks that keep it until their work is on the branch, which may take a
    ///   person
    /// @param waiting tasks that are next
    record Holds(List<TaskId> working, List<TaskId> awaiting, List<TaskId> waiting) {
        private Holds() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        private int taken() {
            return working.size() + awaiting.size();
        }
    }

    private Occupancy(Policy policy, boolean settled) {
        this.policy = policy;
        this.settled = settled;
    }

    static Occupancy of(Board board) {
        var settled = new Whereabouts(board).unsettledUntil().isEmpty();
        var occupancy = new Occupancy(board.policy(), settled);
        board.underway()
                .forEach((id, demand) ->
                        board.state().task(id).ifPresent(task -> occupancy.countIn(task, demand)));
        board.sightings().lingering().forEach(occupancy::countIn);
        return occupancy;
    }

    private void countIn(Task task, Demand demand) {
        var run = task.attempts().getLast().run();
        switch (task.stage()) {
            case Stage.Running _, Stage.Verifying _ -> take(task.id(), demand, run.node());
            case Stage.InReview _, Stage.Integrating _ ->
                    demand.resources().stream()
                            .filter(name -> policy.resource(name).untilIntegrated())
                            .forEach(name -> holds(name, run.node()).awaiting().add(task.id()));
            case Stage.Waiting _, Stage.Ended _ -> {}
        }
    }

    private void countIn(Lingering lingering) {
        var node = lingering.run().node();
        slots.merge(node, 1, Integer::sum);
        lingering.resources().stream()
                .distinct()
                .forEach(name -> holds(name, node).working().add(lingering.task()));
    }

    /// Counts `task` in as one that works on `node`.
    void take(TaskId task, Demand demand, String node) {
        slots.merge(node, 1, Integer::sum);
        working.merge(BreakerKey.agent(demand.agent()), 1, Integer::sum);
        working.merge(BreakerKey.node(node), 1, Integer::sum);
        demand.resources().forEach(name -> holds(name, node).working().add(task));
        demand.areas().forEach(area -> areas.merge(area, 1, Integer::sum));
    }

    /// Keeps a resource from those behind a task that waits for it, so that it cannot be overtaken
    /// for ever.
    void reserve(String resource, String node, TaskId task) {
        var waiting = holds(resource, node).waiting();
        if (!waiting.contains(task)) {
            waiting.add(task);
        }
    }

    void reserveArea(String area) {
        areas.merge(area, 1, Integer::sum);
    }

    int freeSlots(Policy.NodeOffer node) {
        return node.slots() - slots.getOrDefault(node.name(), 0);
    }

    int working(BreakerKey key) {
        return working.getOrDefault(key, 0);
    }

    boolean taken(String resource, String node) {
        return holds(resource, node).taken() >= limit(resource);
    }

    /// Whether it is known who holds what.
    boolean isSettled() {
        return settled;
    }

    boolean free(String resource, String node) {
        var holds = holds(resource, node);
        return settled && holds.taken() + holds.waiting().size() < limit(resource);
    }

    /// Whether it is taken, and would not be but for tasks whose work is on its way to the branch.
    boolean awaitsIntegration(String resource, String node) {
        return taken(resource, node) && holds(resource, node).working().size() < limit(resource);
    }

    private int limit(String resource) {
        return policy.resource(resource).limit();
    }

    boolean areaFree(Policy.Area area) {
        return areas.getOrDefault(area.name(), 0) < area.parallel();
    }

    static boolean isPerNode(String resource) {
        return resource.startsWith(PER_NODE);
    }

    /// `node:gpu` is one resource on each node.
    Holds holds(String resource, String node) {
        var key = isPerNode(resource) ? resource + "@" + node : resource;
        return holds.computeIfAbsent(key, _ -> new Holds());
    }
}
