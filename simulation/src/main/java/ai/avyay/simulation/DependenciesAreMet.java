package ai.avyay.simulation;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Event;
import ai.avyay.domain.TaskId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A task is dispatched only once the artifacts that it needs were made and the tasks that it comes
/// after have ended.
final class DependenciesAreMet implements Law {
    private final Map<TaskId, Definition> definitions = new HashMap<>();
    private final Set<TaskId> ended = new HashSet<>();

    @Override
    public String sentence() {
        return "no task is dispatched with a hard dependency or an order unmet";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        for (var fact : sight.facts()) {
            if (fact instanceof Event.Dispatched(_, var task, _, _, _)) {
                var unmet = unmet(task, sight.truth());
                if (unmet.isPresent()) {
                    return unmet;
                }
            }
            remember(fact);
        }
        return Optional.empty();
    }

    private void remember(Event fact) {
        if (fact instanceof Event.TaskAdded added) {
            definitions.put(added.task(), added.definition());
        } else if (fact instanceof Event.TaskEdited edited) {
            definitions.put(edited.task(), edited.definition());
        } else if (fact instanceof Event.TaskEnded end) {
            ended.add(end.task());
        } else if (fact instanceof Event.TaskReopened reopened) {
            ended.remove(reopened.task());
        } else if (fact instanceof Event.Rewound rewound) {
            for (var task : rewound.restored()) {
                definitions.put(task.id(), task.definition());
                ended.remove(task.id());
            }
        }
    }

    private Optional<String> unmet(TaskId task, Truth truth) {
        return Optional.ofNullable(definitions.get(task)).stream()
                .flatMap(definition -> definition.needs().dependencies().entrySet().stream())
                .filter(entry -> isUnmet(entry.getKey(), entry.getValue(), truth))
                .findFirst()
                .map(entry ->
                        "%s was dispatched without %s (%s)"
                                .formatted(task, entry.getKey(), entry.getValue()));
    }

    private boolean isUnmet(TaskId other, Dependency dependency, Truth truth) {
        return switch (dependency) {
            case Dependency.Hard(var path, _) -> !truth.hasMade(other, path);
            case Dependency.Ordering _ -> !ended.contains(other);
            case Dependency.Soft _ -> false;
        };
    }
}
