package ai.avyay.planning;

import ai.avyay.domain.Dependency;
import ai.avyay.domain.EndedTask;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// What an attempt is told about the tasks that it depends on.
///
/// @param borrowed artifacts that are not known to be on the shipping branch, with the task that
///   made each
/// @param products what each dependency that has ended produced
/// @param fallbacks what to do about each soft dependency that was not waited for any longer
public record Briefing(
        Map<String, TaskId> borrowed, List<Product> products, List<Fallback> fallbacks) {
    public Briefing {
        borrowed = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(borrowed));
        products = List.copyOf(products);
        fallbacks = List.copyOf(fallbacks);
    }

    /// What became of a dependency.
    public record Product(TaskId task, String title, Status status, List<String> artifacts) {
        public Product {
            artifacts = List.copyOf(artifacts);
        }
    }

    /// A soft dependency that is not done.
    public record Fallback(TaskId task, String instruction) {}

    static Briefing of(Task task, State state) {
        Map<String, TaskId> borrowed = new LinkedHashMap<>();
        var products = new ArrayList<Product>();
        var fallbacks = new ArrayList<Fallback>();
        task.definition()
                .needs()
                .dependencies()
                .forEach((other, dependency) -> {
                    var ended = Optional.ofNullable(state.ended().get(other));
                    var done = ended.filter(end -> end.stage().status() == Status.DONE).isPresent();
                    ended.map(Briefing::product).ifPresent(products::add);
                    switch (dependency) {
                        case Dependency.Hard(var path, _)
                                when !done && produced(other, path, state) ->
                                borrowed.put(path, other);
                        case Dependency.Soft(_, var fallback) when !done ->
                                fallbacks.add(new Fallback(other, fallback));
                        case Dependency.Hard _, Dependency.Soft _, Dependency.Ordering _ -> {}
                    }
                });
        return new Briefing(borrowed, products, fallbacks);
    }

    private static boolean produced(TaskId other, String path, State state) {
        return state.task(other)
                .map(Task::artifacts)
                .or(() -> Optional.ofNullable(state.ended().get(other)).map(EndedTask::artifacts))
                .filter(artifacts -> artifacts.contains(path))
                .isPresent();
    }

    private static Product product(EndedTask ended) {
        return new Product(
                ended.id(),
                ended.title(),
                ended.stage().status(),
                List.copyOf(new TreeSet<>(ended.artifacts())));
    }
}
