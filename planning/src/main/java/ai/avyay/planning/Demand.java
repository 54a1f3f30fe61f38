package ai.avyay.planning;

import ai.avyay.domain.Glob;
import ai.avyay.domain.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Everything about an eligible task that decides where it may run; tasks of equal demand are
/// placed, or kept waiting, for the same reasons.
///
/// @param agent the program that would do the work
/// @param capabilities what the node must offer, the agent included
/// @param resources held while it runs, each once, in their one global order
/// @param areas names of the areas it will probably touch, by its allowed paths, else by its
///   deliverables
/// @param heavy whether it waits while a node is loaded or hot: by its type, or because it holds a
///   resource of the node itself
record Demand(
        String agent,
        Set<String> capabilities,
        List<String> resources,
        List<String> areas,
        boolean heavy) {
    static Demand of(Task task, Policy policy) {
        var needs = task.definition().needs();
        var agent = policy.agent(task);
        var capabilities = new HashSet<>(needs.capabilities());
        capabilities.add(agent);
        var resources = needs.resources().stream().distinct().sorted().toList();
        return new Demand(
                agent,
                Set.copyOf(capabilities),
                resources,
                areas(task, policy),
                policy.type(task).heavy() || resources.stream().anyMatch(Occupancy::isPerNode));
    }

    /// That of a task that is being worked on, by the agent that does so, whatever would be chosen
    /// now.
    static Demand underway(Task task, Policy policy) {
        var chosen = of(task, policy);
        var running = task.attempts().getLast().run().agent();
        return running.equals(chosen.agent)
                ? chosen
                : new Demand(
                        running, chosen.capabilities, chosen.resources, chosen.areas, chosen.heavy);
    }

    /// What `offer` lacks, in alphabetical order.
    List<String> missing(Policy.NodeOffer offer) {
        if (offer.capabilities().containsAll(capabilities)) {
            return List.of();
        }
        return capabilities.stream()
                .filter(capability -> !offer.capabilities().contains(capability))
                .sorted()
                .toList();
    }

    static List<String> areas(Task task, Policy policy) {
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
                                .anyMatch(path ->
                                        touched.stream().anyMatch(glob -> overlap(path, glob))))
                .map(Policy.Area::name)
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
}
