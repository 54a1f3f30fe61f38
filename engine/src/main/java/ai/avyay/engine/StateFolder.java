package ai.avyay.engine;

import ai.avyay.domain.TaskId;
import java.nio.file.Path;

/// Where the engine keeps what is not in the queue: `.avyay/` at the root of the user's repository.
public record StateFolder(Path root) {
    /// The prompt, log, reports and result of one attempt.
    public Path attempt(AttemptRef attempt) {
        return root.resolve("attempts")
                .resolve(attempt.task().value())
                .resolve(Integer.toString(attempt.number()));
    }

    /// The deliverables that a task's attempts produced.
    public Path artifacts(TaskId task) {
        return root.resolve("artifacts").resolve(task.value());
    }

    /// What a check said of a tree.
    Path check(String tree, String key) {
        return root.resolve("checks").resolve(tree).resolve(key);
    }
}
