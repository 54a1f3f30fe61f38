package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Finds circles among dependencies.
final class DependencyGraph {
    private DependencyGraph() {}

    /// A circle that passes through one of `starts`, first and last element equal; empty if there
    /// is none.
    ///
    /// @param dependencies what each task depends on
    static Optional<List<TaskId>> cycle(
            Collection<TaskId> starts,
            Function<TaskId, ? extends Collection<TaskId>> dependencies) {
        Set<TaskId> finished = new HashSet<>();
        for (var start : starts) {
            var found = cycleFrom(start, dependencies, finished);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// Depth first without recursion, so that a chain of any length is safe.
    private static Optional<List<TaskId>> cycleFrom(
            TaskId start,
            Function<TaskId, ? extends Collection<TaskId>> dependencies,
            Set<TaskId> finished) {
        var path = new ArrayDeque<TaskId>();
        Map<TaskId, java.util.Iterator<TaskId>> open = new HashMap<>();
        enter(start, path, open, dependencies);
        while (!path.isEmpty()) {
            var next = open.get(path.getLast());
            if (next == null || !next.hasNext()) {
                finished.add(path.getLast());
                open.remove(path.removeLast());
                continue;
            }
            var target = next.next();
            if (open.containsKey(target)) {
                return Optional.of(circle(path, target));
            }
            if (!finished.contains(target)) {
                enter(target, path, open, dependencies);
            }
        }
        return Optional.empty();
    }

    private static void enter(
            TaskId task,
            ArrayDeque<TaskId> path,
            Map<TaskId, java.util.Iterator<TaskId>> open,
            Function<TaskId, ? extends Collection<TaskId>> dependencies) {
        path.addLast(task);
        open.put(task, List.copyOf(dependencies.apply(task)).iterator());
    }

    private static List<TaskId> circle(ArrayDeque<TaskId> path, TaskId back) {
        var circle = new ArrayList<>(path.stream().dropWhile(task -> !task.equals(back)).toList());
        circle.add(back);
        return circle;
    }
}
