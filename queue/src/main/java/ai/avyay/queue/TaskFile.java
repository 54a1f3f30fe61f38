package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Place;
import ai.avyay.documents.Value;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tasks that a person wrote into a file of their own, in the form of `queue.json` or as fragments
/// `{task, depends_on}`, as JSON or as YAML.
///
/// @param notices what was read otherwise than it was written, such as a name that became an id
public record TaskFile(List<Entry> entries, List<String> notices) {
    public TaskFile {
        entries = List.copyOf(entries);
        notices = List.copyOf(notices);
    }

    /// One task of a file.
    ///
    /// @param fragment whether it stood alone as `{task, depends_on}`: it adds to a task, or is a
    ///   draft
    /// @param ended how it ended, if the file says that it has
    /// @param createdAt when it was written, if the file says so
    public record Entry(
            TaskId id,
            Definition definition,
            boolean fragment,
            Optional<Stage.Ended> ended,
            Optional<Instant> createdAt) {}

    /// Reads `file`.
    ///
    /// @throws DocumentException if it cannot be read, with the place
    public static TaskFile read(Path file) {
        return read(file.toString(), Documents.text(file));
    }

    /// Reads `text`, which is JSON if it begins with a bracket, and else YAML.
    ///
    /// @param name what the text is called in a complaint
    /// @throws DocumentException if it cannot be read, with the place
    public static TaskFile read(String name, String text) {
        var start = text.strip();
        var isJson = start.startsWith("{") || start.startsWith("[");
        var reading = new Reading(name);
        reading.document(isJson ? Documents.json(name, text) : Documents.yaml(name, text));
        return new TaskFile(reading.entries, reading.notices);
    }

    /// A file that is being read.
    private static final class Reading {
        private final String document;
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private final Map<TaskId, String> taken = new LinkedHashMap<>();

        Reading(String document) {
            this.document = document;
        }

        void document(Value value) {
            if (value instanceof Value.Sequence several) {
                several.items().forEach(this::document);
                return;
            }
            var form = Form.of(document, value);
            if (form.has("tasks")) {
                QueueText.checkVersion(form);
                var tasks = form.needForm("tasks");
                form.end();
                tasks.fields()
                        .forEach((name, field) ->
                                task(name, field.place(), Form.of(document, field.value()), false));
            } else if (form.has("task")) {
                task(form.needText("task"), form.at("task"), form, true);
            } else {
                throw form.complaint(
                        form.place(),
                        "no tasks here, write \"tasks\": { ID: {…} } or \"task\": ID with its fields");
            }
        }

        private void task(String name, Place place, Form form, boolean fragment) {
            var id =
                    TaskIds.nearest(name)
                            .orElseThrow(() -> form.complaint(place, TaskIds.complaint(name)));
            if (!id.value().equals(name)) {
                notices.add("'%s' is called %s here".formatted(name, id));
            }
            var earlier = taken.put(id, name);
            if (earlier != null && !fragment) {
                throw form.complaint(
                        place,
                        "'%s' and '%s' are both %s, name one of them otherwise"
                                .formatted(earlier, name, id));
            }
            var ended = StageText.endedStatus(form).map(status -> ended(form, status));
            var created = form.instant("created_at");
            TaskText.ENGINE_OWNED.forEach(form::has);
            entries.add(new Entry(id, DefinitionText.read(form), fragment, ended, created));
        }

        private static Stage.Ended ended(Form form, Status status) {
            return StageText.ended(form, status);
        }
    }
}
