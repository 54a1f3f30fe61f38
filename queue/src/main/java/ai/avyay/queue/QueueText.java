package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Value;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// `queue.json`: the live tasks by id.
final class QueueText {
    static final int VERSION = 1;
    static final String HEAD = "{\n  \"version\": 1,\n  \"tasks\": {";
    static final String TAIL = "\n  }\n}\n";
    static final String EMPTY_TAIL = "}\n}\n";

    private QueueText() {}

    /// The lines of one task, without the comma that may follow.
    static String task(Task task) {
        return "\n    \"" + task.id().value() + "\": " + JsonText.lines(TaskText.write(task), 4);
    }

    /// The file that holds `tasks`.
    static String write(Iterable<Task> tasks) {
        var text = new StringBuilder(HEAD);
        var comma = "";
        for (var task : tasks) {
            text.append(comma).append(task(task));
            comma = ",";
        }
        return text.append(comma.isEmpty() ? EMPTY_TAIL : TAIL).toString();
    }

    /// The tasks of a file that [#write] wrote.
    ///
    /// @throws DocumentException if it is not one
    static PSortedMap<TaskId, Task> read(String name, String text) {
        PSortedMap<TaskId, Task> tasks = TreePMap.empty();
        for (var each : forms(name, text).entrySet()) {
            tasks = tasks.plus(each.getKey(), TaskText.read(each.getKey(), each.getValue()));
        }
        return tasks;
    }

    /// The tasks of a file that a person may have written, unread.
    ///
    /// @throws DocumentException if it is not JSON of the form `{"version": 1, "tasks": {…}}`
    static SequencedMap<TaskId, Form> forms(String name, String text) {
        var form = Form.of(name, Documents.json(name, text));
        checkVersion(form);
        var tasks = form.needForm("tasks");
        form.end();
        var forms = new LinkedHashMap<TaskId, Form>();
        for (var field : tasks.fields().entrySet()) {
            var id = TaskId.parse(field.getKey());
            if (id.isEmpty()) {
                throw form.complaint(field.getValue().place(), TaskIds.complaint(field.getKey()));
            }
            forms.put(id.get(), task(name, field.getValue()));
        }
        return forms;
    }

    private static Form task(String name, Value.Field field) {
        return Form.of(name, field.value());
    }

    static void checkVersion(Form form) {
        var version = form.whole("version").orElse(VERSION);
        if (version != VERSION) {
            throw form.complaint(
                    form.at("version"),
                    "version %d is not known here, use the avyay that wrote it".formatted(version));
        }
    }

    /// The file of a task that has ended.
    static String ended(Task task) {
        return JsonText.lines(TaskText.write(task), 0) + "\n";
    }

    static Task readEnded(TaskId id, String name, String text) {
        return TaskText.read(id, Form.of(name, Documents.json(name, text)));
    }
}
