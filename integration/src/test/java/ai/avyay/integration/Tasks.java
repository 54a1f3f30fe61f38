package ai.avyay.integration;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.engine.AttemptRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Tasks that have delivered.
final class Tasks {
    static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");

    private Tasks() {}

    static AttemptRef attempt(String task) {
        return new AttemptRef(new TaskId(task), 1);
    }

    static Task delivered(String id, CommitId base, CommitId commit) {
        return delivered(
                id,
                Acceptance.none(),
                new Delivery(NOON, base, commit, List.of(), List.of(), Usage.NONE));
    }

    static Task delivered(String id, Acceptance acceptance, Delivery delivery) {
        var run = new Attempt.Run("local", "codex", Optional.empty(), "c0ffee", NOON);
        var results =
                new Attempt.Results(
                        Optional.of(delivery),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        var definition = Definition.titled("Build " + id).withAcceptance(acceptance);
        var task = Task.added(new TaskId(id), definition, Origin.manual(NOON));
        return new Task(
                task.id(),
                definition,
                task.origin(),
                task.stage(),
                1,
                List.of(new Attempt(1, 1, run, results)));
    }

    static Acceptance keepingCommits() {
        return Acceptance.none().withScope(new Acceptance.Scope(List.of(), List.of(), true));
    }
}
