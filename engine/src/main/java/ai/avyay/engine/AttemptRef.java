package ai.avyay.engine;

import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;

/// The name of one attempt of one task.
public record AttemptRef(TaskId task, int number) {
    /// The name of the attempt at `task` that was started last.
    static AttemptRef newest(Task task) {
        return new AttemptRef(task.id(), task.attempts().getLast().number());
    }

    /// The ref in the hub under which the attempt's work is kept.
    public String ref() {
        return "refs/attempts/" + task + "/" + number;
    }

    /// The branch that the agent finds itself on.
    public String branch() {
        return "avyay/" + task + "/" + number;
    }

    @Override
    public String toString() {
        return task + " (attempt " + number + ")";
    }
}
