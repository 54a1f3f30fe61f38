package ai.avyay.queue;

import ai.avyay.documents.Documents;
import ai.avyay.documents.Value;
import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.jgit.lib.ObjectReader;

/// The tasks of a revision by field, to be compared.
final class TaskTexts {
    private TaskTexts() {}

    /// The fields of each live task, and of each ended one whose file is not the same in `others`.
    static SortedMap<TaskId, Map<String, String>> of(
            ObjectReader reader, Revision revision, DoneFiles others) throws IOException {
        var tasks = new TreeMap<TaskId, Map<String, String>>();
        var queue = Revision.blob(reader, revision.queue());
        for (var each :
                QueueText.forms(Contents.QUEUE, Documents.decoded(Contents.QUEUE, queue))
                        .entrySet()) {
            tasks.put(each.getKey(), fields(each.getValue().fields()));
        }
        for (var month : revision.done().files().entrySet()) {
            var same = Optional.ofNullable(others.files().get(month.getKey()));
            for (var file : month.getValue().entrySet()) {
                var isSame =
                        same.map(files -> file.getValue().equals(files.get(file.getKey())))
                                .orElse(false);
                if (!isSame) {
                    var text =
                            Documents.decoded(
                                    file.getKey(), Revision.blob(reader, file.getValue()));
                    var form = Form.of(file.getKey(), Documents.json(file.getKey(), text));
                    tasks.put(DoneFiles.id(file.getKey()), fields(form.fields()));
                }
            }
        }
        return tasks;
    }

    private static Map<String, String> fields(Map<String, Value.Field> fields) {
        var lines = new LinkedHashMap<String, String>();
        fields.forEach((name, field) -> {
            if (name.equals("attempts") && field.value() instanceof Value.Sequence attempts) {
                for (var i = 0; i < attempts.items().size(); i++) {
                    lines.put("attempts[" + (i + 1) + "]", JsonText.line(attempts.items().get(i)));
                }
            } else {
                lines.put(name, JsonText.line(field.value()));
            }
        });
        return lines;
    }

    static List<TaskDifference> differences(
            Map<TaskId, Map<String, String>> before, Map<TaskId, Map<String, String>> after) {
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(after.keySet());
        var differences = new ArrayList<TaskDifference>();
        for (var id : ids) {
            var kind =
                    !before.containsKey(id)
                            ? TaskDifference.Kind.ADDED
                            : after.containsKey(id)
                                    ? TaskDifference.Kind.CHANGED
                                    : TaskDifference.Kind.REMOVED;
            var fields =
                    fields(before.getOrDefault(id, Map.of()), after.getOrDefault(id, Map.of()));
            if (!fields.isEmpty()) {
                differences.add(new TaskDifference(id, kind, fields));
            }
        }
        return differences;
    }

    private static List<TaskDifference.FieldDifference> fields(
            Map<String, String> before, Map<String, String> after) {
        var names = new LinkedHashSet<>(after.keySet());
        names.addAll(before.keySet());
        return names.stream()
                .map(name ->
                        new TaskDifference.FieldDifference(
                                name,
                                Optional.ofNullable(before.get(name)),
                                Optional.ofNullable(after.get(name))))
                .filter(field -> !field.before().equals(field.after()))
                .toList();
    }
}
