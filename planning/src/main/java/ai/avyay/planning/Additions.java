package ai.avyay.planning;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Takes new and changed definitions in, if they fit what is there.
final class Additions {
    private final Deliberation deliberation;

    Additions(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    Optional<String> add(Request.Add add) {
        if (add.tasks().isEmpty()) {
            return Optional.of("no task given");
        }
        Map<TaskId, Definition> added = new LinkedHashMap<>();
        for (var task : add.tasks()) {
            if (board().state().knows(task.id())
                    || added.put(task.id(), task.definition()) != null) {
                return Optional.of(
                        "there is a task %s already; ids are never used twice"
                                .formatted(task.id()));
            }
        }
        var misfit = misfit(added);
        if (misfit.isPresent()) {
            return misfit;
        }
        var events = new ArrayList<Event>();
        for (var task : add.tasks()) {
            events.add(
                    new Event.TaskAdded(
                            deliberation.now(), task.id(), task.definition(), task.origin()));
        }
        deliberation.record(events);
        added.keySet().forEach(this::remarkIfImpossible);
        lookForNewPaths();
        return Optional.empty();
    }

    Optional<String> edit(Request.Edit edit) {
        var task = deliberation.task(edit.task());
        if (task.isEmpty()) {
            return Optional.of("there is no live task " + edit.task());
        }
        var misfit = misfit(Map.of(edit.task(), edit.definition()));
        if (misfit.isPresent()) {
            return misfit;
        }
        deliberation.record(
                new Event.TaskEdited(deliberation.now(), edit.task(), edit.definition()));
        remarkIfImpossible(edit.task());
        lookForNewPaths();
        return Optional.empty();
    }

    private Optional<String> misfit(Map<TaskId, Definition> changed) {
        return unknownDependency(changed).or(() -> cycle(changed));
    }

    private Optional<String> unknownDependency(Map<TaskId, Definition> changed) {
        for (var entry : changed.entrySet()) {
            for (var other : entry.getValue().needs().dependencies().keySet()) {
                if (!changed.containsKey(other) && !board().state().knows(other)) {
                    return Optional.of(
                            "%s depends on %s, and there is no such task%s"
                                    .formatted(
                                            entry.getKey(),
                                            other,
                                            nearest(other, changed.keySet())));
                }
            }
        }
        return Optional.empty();
    }

    private String nearest(TaskId unknown, Collection<TaskId> added) {
        var known = new ArrayList<>(added);
        known.addAll(board().state().live().keySet());
        return Nearest.to(unknown.value(), known.stream().map(TaskId::value).toList())
                .map(name -> "; did you mean " + name + "?")
                .orElse("");
    }

    private Optional<String> cycle(Map<TaskId, Definition> changed) {
        Map<TaskId, Definition> definitions = new HashMap<>(changed);
        return DependencyGraph.cycle(changed.keySet(), id -> dependenciesOf(id, definitions))
                .map(circle ->
                        "these tasks wait for each other: "
                                + circle.stream()
                                        .map(TaskId::value)
                                        .collect(Collectors.joining(" → ")));
    }

    private Collection<TaskId> dependenciesOf(TaskId id, Map<TaskId, Definition> changed) {
        var definition =
                Optional.ofNullable(changed.get(id))
                        .or(() -> board().state().task(id).map(Task::definition));
        return definition
                .map(known -> List.copyOf(known.needs().dependencies().keySet()))
                .orElse(List.of());
    }

    private void remarkIfImpossible(TaskId id) {
        deliberation
                .task(id)
                .ifPresent(task -> {
                    var required = Placement.required(board().policy(), task);
                    var offered =
                            board().policy().nodes().stream()
                                    .anyMatch(node -> node.capabilities().containsAll(required));
                    if (!offered) {
                        deliberation.remark(
                                "no node offers all that %s needs (%s); add it to a node's capabilities in avyay.yaml"
                                        .formatted(
                                                id,
                                                required.stream()
                                                        .sorted()
                                                        .collect(Collectors.joining(", "))));
                    }
                });
    }

    private void lookForNewPaths() {
        deliberation.command(new Command.LookAtBranch(board().wantedPaths()));
    }

    private Board board() {
        return deliberation.board();
    }
}
