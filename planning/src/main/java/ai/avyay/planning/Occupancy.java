package ai.avyay.planning;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Glob;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the active tasks occupy: slots, resources and areas. Filled while a plan is made, then
/// forgotten.
final class Occupancy {
    private static final String PER_NODE = "node:";

    private final Policy policy;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, List<String>> holders = new HashMap<>();
    private final Map<String, Integer> areas = new HashMap<>();
    private final Map<BreakerKey, Integer> working = new HashMap<>();

    private Occupancy(Policy policy) {
        this.policy = policy;
    }

    static Occupancy of(Board board) {
        var occupancy = new Occupancy(board.policy());
        for (var id : board.active()) {
            board.state().task(id).ifPresent(occupancy::countIn);
        }
        return occupancy;
    }

    private void countIn(Task task) {
        var run = task.attempts().getLast().run();
        switch (task.stage()) {
            case Stage.Running _, Stage.Verifying _ -> take(task, run.node(), run.agent());
            case Stage.InReview _, Stage.Integrating _ ->
                    task.definition().needs().resources().stream()
                            .filter(name -> policy.resource(name).untilIntegrated())
                            .forEach(name -> hold(name, run.node(), task));
            case Stage.Waiting _, Stage.Ended _ -> {}
        }
    }

    /// Counts `task` in as one that works on `node`.
    void take(Task task, String node, String agent) {
        slots.merge(node, 1, Integer::sum);
        working.merge(BreakerKey.agent(agent), 1, Integer::sum);
        working.merge(BreakerKey.node(node), 1, Integer::sum);
        task.definition().needs().resources().stream()
                .distinct()
                .forEach(name -> hold(name, node, task));
        areasOf(task).forEach(area -> areas.merge(area.name(), 1, Integer::sum));
    }

    private void hold(String resource, String node, Task task) {
        var holding = holders.computeIfAbsent(onNode(resource, node), _ -> new ArrayList<>());
        if (!holding.contains(task.id().value())) {
            holding.add(task.id().value());
        }
    }

    int freeSlots(Policy.NodeOffer node) {
        return node.slots() - slots.getOrDefault(node.name(), 0);
    }

    int working(BreakerKey key) {
        return working.getOrDefault(key, 0);
    }

    boolean resourceFree(String resource, String node) {
        return holdersOf(resource, node).size() < policy.resource(resource).limit();
    }

    List<String> holdersOf(String resource, String node) {
        return holders.getOrDefault(onNode(resource, node), List.of());
    }

    boolean areaFree(Policy.Area area) {
        return areas.getOrDefault(area.name(), 0) < area.parallel();
    }

    /// Keeps a resource from those behind a task that waits for it, so that it cannot be overtaken
    /// for ever.
    void reserve(String resource, String node, Task waiting) {
        hold(resource, node, waiting);
    }

    void reserveArea(Policy.Area area) {
        areas.merge(area.name(), 1, Integer::sum);
    }

    /// The areas that a task will probably touch, by its allowed paths, else by its deliverables.
    List<Policy.Area> areasOf(Task task) {
        if (policy.areas().isEmpty()) {
            return List.of();
        }
        var acceptance = task.definition().acceptance();
        var allowed = acceptance.scope().allowedPaths();
        var touched =
                (allowed.isEmpty() ? acceptance.deliverables() : allowed)
                        .stream().map(Glob::new).toList();
        return policy.areas().stream()
                .filter(area ->
                        area.paths().stream()
                                .map(Glob::new)
                                .anyMatch(path ->
                                        touched.stream().anyMatch(glob -> overlap(path, glob))))
                .toList();
    }

    private static boolean overlap(Glob one, Glob other) {
        return one.matches(other.pattern())
                || other.matches(one.pattern())
                || (isPattern(other) && one.folder().startsWith(other.folder()))
                || (isPattern(one) && isPattern(other) && other.folder().startsWith(one.folder()));
    }

    private static boolean isPattern(Glob glob) {
        return glob.folder().length() < glob.pattern().length()
                && glob.pattern().chars().anyMatch(c -> "*?{".indexOf(c) >= 0);
    }

    /// `node:gpu` is one resource on each node.
    private static String onNode(String resource, String node) {
        return resource.startsWith(PER_NODE) ? resource + "@" + node : resource;
    }
}
