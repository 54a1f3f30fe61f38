package ai.avyay.planning;

import ai.avyay.domain.Dependency;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The dependencies read backwards: who must be looked at when a task or a path changes.
///
/// @param dependents live tasks by the task they depend on
/// @param wanting live tasks by the artifact they need
record Links(PMap<TaskId, List<TaskId>> dependents, PMap<String, List<TaskId>> wanting) {

    static Links of(Collection<Task> tasks) {
        Map<TaskId, List<TaskId>> dependents = new HashMap<>();
        Map<String, List<TaskId>> wanting = new HashMap<>();
        for (var task : tasks) {
            task.definition()
                    .needs()
                    .dependencies()
                    .forEach((other, dependency) -> {
                        dependents.computeIfAbsent(other, _ -> new ArrayList<>()).add(task.id());
                        if (dependency instanceof Dependency.Hard hard) {
                            wanting.computeIfAbsent(hard.artifact(), _ -> new ArrayList<>())
                                    .add(task.id());
                        }
                    });
        }
        dependents.replaceAll((_, tasksOf) -> List.copyOf(tasksOf));
        wanting.replaceAll((_, tasksOf) -> List.copyOf(tasksOf));
        return new Links(HashTreePMap.from(dependents), HashTreePMap.from(wanting));
    }

    List<TaskId> dependentsOf(TaskId task) {
        return dependents.getOrDefault(task, List.of());
    }

    List<TaskId> wanting(String path) {
        return wanting.getOrDefault(path, List.of());
    }

    Links plus(Task task) {
        var links = this;
        for (var entry : task.definition().needs().dependencies().entrySet()) {
            var more =
                    links.dependents.plus(
                            entry.getKey(), with(links.dependentsOf(entry.getKey()), task.id()));
            var wanted =
                    entry.getValue() instanceof Dependency.Hard hard
                            ? links.wanting.plus(
                                    hard.artifact(),
                                    with(links.wanting(hard.artifact()), task.id()))
                            : links.wanting;
            links = new Links(more, wanted);
        }
        return links;
    }

    Links minus(Task task) {
        var links = this;
        for (var entry : task.definition().needs().dependencies().entrySet()) {
            var fewer = without(links.dependents, entry.getKey(), task.id());
            var wanted =
                    entry.getValue() instanceof Dependency.Hard hard
                            ? without(links.wanting, hard.artifact(), task.id())
                            : links.wanting;
            links = new Links(fewer, wanted);
        }
        return links;
    }

    private static List<TaskId> with(List<TaskId> tasks, TaskId added) {
        var more = new ArrayList<>(tasks);
        more.add(added);
        return List.copyOf(more);
    }

    private static <K> PMap<K, List<TaskId>> without(
            PMap<K, List<TaskId>> map, K key, TaskId removed) {
        var fewer =
                map.getOrDefault(key, List.of()).stream()
                        .filter(task -> !task.equals(removed))
                        .toList();
        return fewer.isEmpty() ? map.minus(key) : map.plus(key, fewer);
    }
}
