package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Nearest;
import ai.avyay.documents.Place;
import ai.avyay.domain.Origin;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads tasks that somebody wrote down elsewhere: JSON or YAML of the queue's form `{ tasks: { ID:
/// {…} } }`, or one task `{ task: ID, … }`.
public final class TaskImport {
    private static final List<String> KNOWN =
            List.of(
                    "title",
                    "type",
                    "priority",
                    "agent",
                    "model",
                    "instructions",
                    "reference_files",
                    "depends_on",
                    "exclusive_resources",
                    "required_capabilities",
                    "expected_deliverables",
                    "deliverable",
                    "checks",
                    "min_quality_threshold",
                    "estimated_duration",
                    "timeout",
                    "max_attempts",
                    "allowed_paths",
                    "may_change_tests",
                    "keep_commits",
                    "review",
                    "group",
                    "notes");

    private final String name;
    private final Instant now;
    private final List<Request.NewTask> tasks = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private TaskImport(String name, Instant now) {
        this.name = name;
        this.now = now;
    }

    /// Tasks that were read.
    ///
    /// @param remarks what a person should know, such as ids that had to be changed
    public record Imported(List<Request.NewTask> tasks, List<String> remarks) {
        public Imported {
            tasks = List.copyOf(tasks);
            remarks = List.copyOf(remarks);
        }
    }

    /// The tasks in `text`.
    ///
    /// @param name what the text is called in a complaint; JSON if it ends so
    /// @throws DocumentException if it is not as it should be
    public static Imported read(String name, String text, Instant now) {
        var reading = new TaskImport(name, now);
        var json = name.endsWith(".json") || text.stripLeading().startsWith("{");
        reading.document(
                Form.of(name, json ? Documents.json(name, text) : Documents.yaml(name, text)));
        return new Imported(reading.tasks, reading.remarks);
    }

    private void document(Form form) {
        var single = form.text("task");
        if (single.isPresent()) {
            add(id(single.get(), form.at("task")), form);
            return;
        }
        QueueText.checkVersion(form);
        Map<String, TaskId> ids = new LinkedHashMap<>();
        var all = form.needForm("tasks");
        all.fields().forEach((written, field) -> ids.put(written, id(written, field.place())));
        all.fields()
                .forEach((written, field) ->
                        add(
                                ids.getOrDefault(written, new TaskId("x")),
                                Form.of(name, field.value())));
        form.end();
    }

    private TaskId id(String written, Place place) {
        var exact = TaskId.parse(written);
        if (exact.isPresent()) {
            return exact.get();
        }
        if (written.contains("/") || written.contains("\\") || written.contains("..")) {
            throw new DocumentException(name, place, TaskIds.complaint(written));
        }
        var mapped =
                TaskIds.nearest(written)
                        .orElseThrow(() ->
                                new DocumentException(name, place, TaskIds.complaint(written)));
        remarks.add("'%s' is called %s here".formatted(written, mapped));
        return mapped;
    }

    private void add(TaskId id, Form form) {
        if (form.text("status").filter("done"::equals).isPresent()) {
            remarks.add("%s is done already and is left out".formatted(id));
            return;
        }
        TaskText.ENGINE_OWNED.forEach(form::value);
        form.value("version");
        var definition = DefinitionText.read(form);
        definition.unknown().keySet().forEach(unknown -> remarkOnSlip(id, unknown));
        tasks.add(new Request.NewTask(id, definition, Origin.manual(now)));
    }

    private void remarkOnSlip(TaskId id, String unknown) {
        Nearest.to(unknown, KNOWN)
                .ifPresent(right ->
                        remarks.add(
                                "%s: the field '%s' means nothing here; did you mean '%s'?"
                                        .formatted(id, unknown, right)));
    }
}
