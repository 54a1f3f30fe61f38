package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The engine-owned fields of one task in a file that a person saved.
final class EnginesFields {
    private final Form form;
    private final Map<String, String> lines = new HashMap<>();
    private final IdentityHashMap<Task, Boolean> known = new IdentityHashMap<>();
    private final boolean isNew;

    /// @param isNew whether no version has the task
    EnginesFields(Form form, boolean isNew) {
        this.form = form;
        this.isNew = isNew;
        for (var field : TaskText.ENGINE_OWNED) {
            form.value(field).ifPresent(value -> lines.put(field, JsonText.line(value)));
        }
    }

    /// The whole task as the file has it.
    Form form() {
        return form;
    }

    /// Whether `task`, which is null where a version does not have it, says the same of every field
    /// that the file has.
    boolean fit(@Nullable Task task) {
        return task == null
                ? isNew
                : known.computeIfAbsent(
                        task, each -> lines(each).entrySet().containsAll(lines.entrySet()));
    }

    private static Map<String, String> lines(Task task) {
        var lines = new HashMap<String, String>();
        TaskText.write(task)
                .fields()
                .forEach((name, field) -> {
                    if (TaskText.ENGINE_OWNED.contains(name)) {
                        lines.put(name, JsonText.line(field.value()));
                    }
                });
        return lines;
    }

    /// Checks that each field holds a value that it once had.
    ///
    /// @return the newest version of the task that says the same of all of them, or else the newest
    ///   one
    /// @throws DocumentException if a field holds another value
    Optional<Task> check(TaskId id, Recent recent) throws IOException {
        if (isNew) {
            return Optional.empty();
        }
        for (var field : lines.entrySet()) {
            var once =
                    recent.find(
                            id,
                            task ->
                                    Optional.ofNullable(lines(task).get(field.getKey()))
                                            .filter(field.getValue()::equals));
            if (once.isEmpty()) {
                throw form.complaint(
                        form.at(field.getKey()),
                        "'%s' of %s is written by the engine alone, leave it as it was"
                                .formatted(field.getKey(), id));
            }
        }
        var same = recent.find(id, task -> Optional.of(task).filter(this::fit));
        return same.isPresent() ? same : recent.find(id, Optional::of);
    }
}
