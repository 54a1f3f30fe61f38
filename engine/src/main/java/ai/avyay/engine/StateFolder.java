package ai.avyay.engine;

import ai.avyay.domain.TaskId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// Where the engine keeps what is not in the queue: `.avyay/` at the root of the user's repository.
public record StateFolder(Path root) {
    /// What keeps the folders that only grow below a size; a queue without its oldest logs is
    /// whole.
    List<Retention> retentions() {
        return List.of(
                new Retention(root.resolve("checks"), 1, 2L << 30, Duration.ofDays(1)),
                new Retention(root.resolve("attempts"), 2, 4L << 30, Duration.ofDays(7)));
    }

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
