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
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/// The dependencies read backwards: who must be looked at when a task or a path changes.
///
/// @param dependents live tasks by the task they depend on
/// @param wanting live tasks by the artifact they need
record Links(
        PMap<TaskId, Collection<TaskId>> dependents, PMap<String, Collection<TaskId>> wanting) {
    /// Up to here a plain list is smaller and no slower; above, copying it for each change is not.
    private static final int SMALL = 32;

    static Links of(Collection<Task> tasks) {
        Map<TaskId, List<TaskId>> dependents = new HashMap<>();
        Map<String, List<TaskId>> wanting = new HashMap<>();
        for (var task : tasks) {
            task.definition()
                    .needs()
                    .dependencies()
                    .forEach((other, dependency) -> {
                        add(dependents, other, task.id());
                        if (dependency instanceof Dependency.Hard hard) {
                            add(wanting, hard.artifact(), task.id());
                        }
                    });
        }
        return new Links(packed(dependents), packed(wanting));
    }

    private static <K> void add(Map<K, List<TaskId>> map, K key, TaskId task) {
        map.computeIfAbsent(key, _ -> new ArrayList<>()).add(task);
    }

    private static <K> PMap<K, Collection<TaskId>> packed(Map<K, List<TaskId>> map) {
        Map<K, Collection<TaskId>> packed = HashMap.newHashMap(map.size());
        map.forEach((key, tasks) -> packed.put(key, packed(tasks)));
        return HashTreePMap.from(packed);
    }

    private static Collection<TaskId> packed(Collection<TaskId> tasks) {
        return tasks.size() <= SMALL ? List.copyOf(tasks) : HashTreePSet.from(tasks);
    }

    Collection<TaskId> dependentsOf(TaskId task) {
        return dependents.getOrDefault(task, List.of());
    }

    Collection<TaskId> wanting(String path) {
        return wanting.getOrDefault(path, List.of());
    }

    Links plus(Task task) {
        var more = dependents;
        var wanted = wanting;
        for (var entry : task.definition().needs().dependencies().entrySet()) {
            more = with(more, entry.getKey(), task.id());
            if (entry.getValue() instanceof Dependency.Hard hard) {
                wanted = with(wanted, hard.artifact(), task.id());
            }
        }
        return new Links(more, wanted);
    }

    Links minus(Task task) {
        var fewer = dependents;
        var wanted = wanting;
        for (var entry : task.definition().needs().dependencies().entrySet()) {
            fewer = without(fewer, entry.getKey(), task.id());
            if (entry.getValue() instanceof Dependency.Hard hard) {
                wanted = without(wanted, hard.artifact(), task.id());
            }
        }
        return new Links(fewer, wanted);
    }

    private static <K> PMap<K, Collection<TaskId>> with(
            PMap<K, Collection<TaskId>> map, K key, TaskId added) {
        var before = map.getOrDefault(key, List.of());
        if (before instanceof PSet<TaskId> many) {
            return map.plus(key, many.plus(added));
        }
        var more = new ArrayList<>(before);
        more.add(added);
        return map.plus(key, packed(more));
    }

    private static <K> PMap<K, Collection<TaskId>> without(
            PMap<K, Collection<TaskId>> map, K key, TaskId removed) {
        var before = map.getOrDefault(key, List.of());
        Collection<TaskId> fewer =
                before instanceof PSet<TaskId> many
                        ? many.minus(removed)
                        : before.stream().filter(task -> !task.equals(removed)).toList();
        return fewer.isEmpty() ? map.minus(key) : map.plus(key, fewer);
    }
}
