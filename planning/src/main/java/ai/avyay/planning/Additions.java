package ai.avyay.planning;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Takes new and changed definitions in, if they fit what is there.
final class Additions {
    private static final String ELSEWHERE = "before it was added here";

    private final Deliberation deliberation;

    Additions(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    Optional<String> add(Request.Add add) {
        if (add.tasks().isEmpty()) {
            return Optional.of("no task given");
        }
        Map<TaskId, Definition> added = new LinkedHashMap<>();
        var events = new ArrayList<Event>();
        for (var task : add.tasks()) {
            var taken =
                    added.containsKey(task.id()) ? Optional.of(usedTwice(task.id())) : taken(task);
            if (taken.isPresent()) {
                return taken;
            }
            var event = taking(task);
            events.add(event);
            added.put(task.id(), definition(event));
        }
        var misfit = misfit(added);
        if (misfit.isPresent()) {
            return misfit;
        }
        events.addAll(endedElsewhere(add));
        deliberation.record(events);
        added.keySet().forEach(this::remarkIfImpossible);
        lookForPaths(added.values());
        return Optional.empty();
    }

    /// The ends of tasks that were over before they came here, no later than now.
    private List<Event> endedElsewhere(Request.Add add) {
        var ends = new ArrayList<Event>();
        for (var task : add.tasks()) {
            task.ended()
                    .ifPresent(end ->
                            ends.add(
                                    new Event.TaskEnded(
                                            earlier(end.at(), deliberation.now()),
                                            task.id(),
                                            end.status(),
                                            end.reason().isEmpty() ? ELSEWHERE : end.reason(),
                                            end.integrated())));
        }
        return ends;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// Why `task` cannot be added: something else has its name already, and neither is a fragment
    /// that would go together with the other.
    private Optional<String> taken(Request.NewTask task) {
        var live = deliberation.task(task.id()).map(Task::definition);
        var together = live.filter(there -> there.isDraft() || task.definition().isDraft());
        return board().state().knows(task.id()) && together.isEmpty()
                ? Optional.of(usedTwice(task.id()))
                : Optional.empty();
    }

    private static String usedTwice(TaskId id) {
        return "there is a task %s already; ids are never used twice".formatted(id);
    }

    private Event taking(Request.NewTask task) {
        var now = deliberation.now();
        var live = deliberation.task(task.id());
        var definition = Definitions.marked(task.definition(), board().sightings().present());
        return live.<Event>map(there ->
                        new Event.TaskEdited(
                                now,
                                task.id(),
                                Definitions.together(there.definition(), definition)))
                .orElseGet(() -> new Event.TaskAdded(now, task.id(), definition, task.origin()));
    }

    private static Definition definition(Event event) {
        return switch (event) {
            case Event.TaskAdded added -> added.definition();
            case Event.TaskEdited edited -> edited.definition();
            case Event _ -> throw new IllegalStateException("defines nothing: " + event);
        };
    }

    Optional<String> edit(Request.Edit edit) {
        var task = deliberation.task(edit.task());
        if (task.isEmpty()) {
            return Optional.of(Requests.unknown(board(), edit.task()));
        }
        var before = task.get().definition();
        var definition =
                Definitions.edited(before, edit.definition(), board().sightings().present());
        var misfit =
                holdsOther(task.get(), definition)
                        .or(() -> misfit(Map.of(edit.task(), definition)));
        if (misfit.isPresent()) {
            return misfit;
        }
        deliberation.record(new Event.TaskEdited(deliberation.now(), edit.task(), definition));
        remarkIfImpossible(edit.task());
        lookForPaths(List.of(definition));
        return Optional.empty();
    }

    /// What a task holds is what it was started with; to change that under it could give a resource
    /// two holders.
    private static Optional<String> holdsOther(Task task, Definition definition) {
        var held = Set.copyOf(task.definition().needs().resources());
        return task.stage() instanceof Stage.Waiting
                        || held.equals(Set.copyOf(definition.needs().resources()))
                ? Optional.empty()
                : Optional.of(
                        "%1$s is %2$s, so its exclusive_resources cannot change now; `avyay cancel %1$s` first, or edit it later"
                                .formatted(task.id(), task.status().word()));
    }

    private Optional<String> misfit(Map<TaskId, Definition> changed) {
        return unknownDependency(changed).or(() -> circle(changed));
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

    /// A circle that would come about if `ended` lived again.
    Optional<String> circle(Task ended) {
        return circle(Map.of(ended.id(), ended.definition()), true);
    }

    /// What nobody can depend on yet needs no look at the tasks that are there.
    private Optional<String> circle(Map<TaskId, Definition> changed) {
        return circle(changed, changed.keySet().stream().anyMatch(board().state()::knows));
    }

    private Optional<String> circle(Map<TaskId, Definition> changed, boolean throughOthers) {
        return DependencyGraph.cycle(
                        changed.keySet(), id -> dependenciesOf(id, changed, throughOthers))
                .map(circle ->
                        "these tasks would wait for each other: "
                                + circle.stream()
                                        .map(TaskId::value)
                                        .collect(Collectors.joining(" → ")));
    }

    private Collection<TaskId> dependenciesOf(
            TaskId id, Map<TaskId, Definition> changed, boolean throughOthers) {
        return Optional.ofNullable(changed.get(id))
                .or(() ->
                        throughOthers
                                ? deliberation.task(id).map(Task::definition)
                                : Optional.empty())
                .<Collection<TaskId>>map(known -> known.needs().dependencies().keySet())
                .orElse(List.of());
    }

    private void remarkIfImpossible(TaskId id) {
        deliberation
                .task(id)
                .map(task -> missing(Demand.of(task, board().policy())))
                .filter(missing -> !missing.isEmpty())
                .ifPresent(missing ->
                        deliberation.remark(
                                "%1$s waits until a node offers %2$s; `avyay why %1$s` says what to do"
                                        .formatted(id, String.join(", ", missing))));
    }

    /// What the node that comes nearest lacks.
    private List<String> missing(Demand demand) {
        return board().policy().nodes().stream()
                .map(demand::missing)
                .min(Comparator.comparingInt(List::size))
                .orElse(List.of());
    }

    private void lookForPaths(Collection<Definition> definitions) {
        var asked =
                board().sightings().branch().<Set<String>>map(BranchKnown::asked).orElse(Set.of());
        var paths = new HashSet<String>();
        definitions.forEach(definition -> paths.addAll(Definitions.artifacts(definition)));
        paths.removeAll(asked);
        if (!paths.isEmpty()) {
            deliberation.lookAtBranch(Set.copyOf(paths));
        }
    }

    private Board board() {
        return deliberation.board();
    }
}
