package ai.avyay.engine;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Notes in new dependencies which artifacts the shipping branch holds already, so that an old file
/// is not taken for the one that is to be made.
final class Presence {
    private final BranchView view;

    Presence(BranchView view) {
        this.view = view;
    }

    Request noted(Request request) {
        if (!(request instanceof Request.Add(var tasks))) {
            return request;
        }
        var wanted = new HashSet<String>();
        tasks.forEach(task -> wanted.addAll(artifacts(task.definition())));
        if (wanted.isEmpty()) {
            return request;
        }
        var present = view.branch(wanted).present();
        return new Request.Add(
                tasks.stream()
                        .map(task ->
                                new Request.NewTask(
                                        task.id(),
                                        noted(task.definition(), present),
                                        task.origin(),
                                        task.ended()))
                        .toList());
    }

    private static Set<String> artifacts(Definition definition) {
        var paths = new HashSet<String>();
        for (var dependency : definition.needs().dependencies().values()) {
            if (dependency instanceof Dependency.Hard hard) {
                paths.add(hard.artifact());
            }
        }
        return paths;
    }

    private static Definition noted(Definition definition, Set<String> present) {
        Map<TaskId, Dependency> dependencies = new LinkedHashMap<>();
        definition
                .needs()
                .dependencies()
                .forEach((other, dependency) ->
                        dependencies.put(
                                other,
                                dependency instanceof Dependency.Hard(var path, var before)
                                        ? new Dependency.Hard(
                                                path, before || present.contains(path))
                                        : dependency));
        return definition.withNeeds(definition.needs().withDependencies(dependencies));
    }
}
