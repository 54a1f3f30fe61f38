package ai.avyay.planning;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Needs;
import ai.avyay.domain.TaskId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Puts what people say about a task together with what is known.
final class Definitions {
    private Definitions() {}

    /// Paths that the task needs from others.
    static Set<String> artifacts(Definition definition) {
        return definition.needs().dependencies().values().stream()
                .filter(Dependency.Hard.class::isInstance)
                .map(dependency -> ((Dependency.Hard) dependency).artifact())
                .collect(Collectors.toSet());
    }

    /// With a note of the artifacts that the branch is known to hold already.
    static Definition marked(Definition definition, Set<String> present) {
        return edited(definition.withNeeds(Needs.none()), definition, present);
    }

    /// `after`, in which the dependencies that stood in `before` keep the note of what the branch
    /// held when they were added.
    static Definition edited(Definition before, Definition after, Set<String> present) {
        var old = before.needs().dependencies();
        var dependencies = new LinkedHashMap<TaskId, Dependency>();
        after.needs()
                .dependencies()
                .forEach((other, dependency) ->
                        dependencies.put(
                                other,
                                dependency instanceof Dependency.Hard hard
                                        ? noted(hard, old.get(other), present)
                                        : dependency));
        return after.withNeeds(after.needs().withDependencies(dependencies));
    }

    private static Dependency noted(
            Dependency.Hard hard,
            @org.jspecify.annotations.Nullable Dependency before,
            Set<String> present) {
        if (before instanceof Dependency.Hard(var path, var noted)
                && path.equals(hard.artifact())) {
            return new Dependency.Hard(path, noted);
        }
        return new Dependency.Hard(
                hard.artifact(), hard.presentWhenAdded() || present.contains(hard.artifact()));
    }

    /// A definition and a fragment that adds to what it needs.
    static Definition together(Definition there, Definition added) {
        var whole = there.isDraft() ? added : there;
        var dependencies = new LinkedHashMap<>(there.needs().dependencies());
        dependencies.putAll(added.needs().dependencies());
        return whole.withNeeds(
                new Needs(
                        dependencies,
                        union(there.needs().resources(), added.needs().resources()),
                        union(there.needs().capabilities(), added.needs().capabilities())));
    }

    private static List<String> union(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).distinct().toList();
    }
}
