package ai.avyay.simulation;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.planning.Policy;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// No resource has more holders than it may, by what really works in the world.
final class ResourcesAreNotShared implements Law {
    private static final String PER_NODE = "node:";

    private final Policy policy;

    ResourcesAreNotShared(Policy policy) {
        this.policy = policy;
    }

    @Override
    public String sentence() {
        return "no resource has more holders than it may";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var holders = new HashMap<String, Set<Work>>();
        for (var occupation : sight.truth().occupations()) {
            hold(holders, occupation.resources(), occupation.node(), occupation.work());
        }
        sight.board()
                .ifPresent(board ->
                        board.active()
                                .forEach(id ->
                                        sight.durable()
                                                .task(id)
                                                .ifPresent(task -> awaiting(holders, task))));
        return holders.entrySet().stream()
                .filter(entry -> entry.getValue().size() > limit(entry.getKey()))
                .map(entry -> entry.getKey() + " is held by " + entry.getValue())
                .findFirst();
    }

    /// Some resources are held until the work is on the branch.
    private void awaiting(Map<String, Set<Work>> holders, Task task) {
        if (task.stage() instanceof Stage.InReview || task.stage() instanceof Stage.Integrating) {
            var kept =
                    task.definition().needs().resources().stream()
                            .filter(name -> policy.resource(name).untilIntegrated())
                            .toList();
            hold(holders, kept, task.attempts().getLast().run().node(), Work.of(task));
        }
    }

    private static void hold(
            Map<String, Set<Work>> holders, List<String> resources, String node, Work work) {
        for (var resource : resources) {
            var key = resource.startsWith(PER_NODE) ? resource + "@" + node : resource;
            holders.computeIfAbsent(key, _ -> new HashSet<>()).add(work);
        }
    }

    private int limit(String key) {
        return policy.resource(key.split("@", 2)[0]).limit();
    }
}
