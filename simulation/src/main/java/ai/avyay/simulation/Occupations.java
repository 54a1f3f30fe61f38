package ai.avyay.simulation;

import ai.avyay.domain.Task;

/// Words what a task occupies while something works on it.
final class Occupations {
    private Occupations() {}

    static Truth.Occupation of(Truth.Occupation.Kind kind, Task task) {
        return new Truth.Occupation(
                kind,
                Work.of(task),
                task.attempts().getLast().run().node(),
                task.definition().needs().resources());
    }
}
