package ai.avyay.simulation;

import ai.avyay.domain.Task;
import java.util.List;

/// Words what a task occupies while something works on it.
final class Occupations {
    private Occupations() {}

    static Truth.Occupation integrating(Task task) {
        var node = task.attempts().getLast().run().node();
        return new Truth.Occupation(
                Truth.Occupation.Kind.INTEGRATION, Work.of(task), node, List.of());
    }

    static Truth.Occupation of(Truth.Occupation.Kind kind, Task task) {
        return new Truth.Occupation(
                kind,
                Work.of(task),
                task.attempts().getLast().run().node(),
                task.definition().needs().resources());
    }
}
