package ai.avyay.simulation;

import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;

/// The right to work on a task under one generation.
record Work(TaskId task, int generation) {
    static Work of(Task task) {
        return new Work(task.id(), task.generation());
    }

    @Override
    public String toString() {
        return task + " (generation " + generation + ")";
    }
}
