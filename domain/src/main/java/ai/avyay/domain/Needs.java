package ai.avyay.domain;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// What must be there before a task starts and while it runs.
///
/// @param dependencies by the task that is depended on, in the order written
/// @param resources names held while the task runs; the configuration says how many holders each
///   may have, else one
/// @param capabilities what the node must offer
public record Needs(
        SequencedMap<TaskId, Dependency> dependencies,
        List<String> resources,
        List<String> capabilities) {
    public Needs {
        dependencies = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(dependencies));
        resources = List.copyOf(resources);
        capabilities = List.copyOf(capabilities);
    }

    public static Needs none() {
        return new Needs(new LinkedHashMap<>(), List.of(), List.of());
    }

    public Needs withDependencies(Map<TaskId, Dependency> changed) {
        return new Needs(new LinkedHashMap<>(changed), resources, capabilities);
    }

    public Needs withResources(List<String> changed) {
        return new Needs(dependencies, changed, capabilities);
    }

    public Needs withCapabilities(List<String> changed) {
        return new Needs(dependencies, resources, changed);
    }
}
