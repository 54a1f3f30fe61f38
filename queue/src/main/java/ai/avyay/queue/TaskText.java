package ai.avyay.queue;

import ai.avyay.documents.Value;
import ai.avyay.domain.Attempt;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.Optional;
import java.util.Set;

/// A task as it stands in files.
final class TaskText {
    /// Fields that only the engine writes.
    static final Set<String> ENGINE_OWNED =
            Set.of(
                    "status",
                    "created_at",
                    "origin",
                    "generation",
                    "eligible_since",
                    "parked_until",
                    "parked_reason",
                    "attempts",
                    "lease",
                    "intent",
                    "integrated_commit",
                    "ended_at",
                    "end_reason");

    private TaskText() {}

    static Value.Mapping write(Task task) {
        var definition = task.definition();
        return DefinitionText.heading(definition.heading(), Optional.of(task.status().word()))
                .all(DefinitionText.work(definition))
                .all(write(task.origin()))
                .wholeUnlessZero("generation", task.generation())
                .all(StageText.before(task.stage()))
                .all(attempts(task))
                .all(StageText.after(task.stage()))
                .all(DefinitionText.unknown(definition.unknown()))
                .mapping();
    }

    static Fields write(Origin origin) {
        return new Fields()
                .instant("created_at", origin.createdAt())
                .mapping("origin", new Fields().text("kind", origin.kind()));
    }

    private static Fields attempts(Task task) {
        var attempts =
                task.attempts().stream()
                        .<Value>map(attempt -> AttemptText.write(attempt).mapping())
                        .toList();
        return attempts.isEmpty()
                ? new Fields()
                : new Fields().value("attempts", Fields.sequence(attempts));
    }

    static Task read(TaskId id, Form form) {
        var stage = StageText.read(form);
        var attempts = form.forms("attempts").stream().map(AttemptText::read).toList();
        var generation =
                form.whole("generation")
                        .orElse(attempts.stream().mapToInt(Attempt::generation).max().orElse(0));
        var origin = origin(form);
        ENGINE_OWNED.forEach(form::has);
        return new Task(id, DefinitionText.read(form), origin, stage, generation, attempts);
    }

    static Origin origin(Form form) {
        var kind = form.form("origin").map(TaskText::kind).orElse("manual");
        return new Origin(kind, form.instant("created_at"));
    }

    private static String kind(Form origin) {
        var kind = origin.text("kind").orElse("manual");
        origin.end();
        return kind;
    }
}
