package ai.avyay.queue;

import ai.avyay.documents.Durations;
import ai.avyay.documents.Value;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.TaskId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;

/// `depends_on` as it stands in files.
final class DependencyText {
    private static final Map<String, Function<Form, Dependency>> TYPES =
            Map.of(
                    "hard", DependencyText::hard,
                    "soft", DependencyText::soft,
                    "ordering", _ -> new Dependency.Ordering());

    private DependencyText() {}

    static Fields write(SequencedMap<TaskId, Dependency> dependencies) {
        var fields = new Fields();
        dependencies.forEach((task, dependency) -> fields.mapping(task.value(), write(dependency)));
        return fields;
    }

    private static Fields write(Dependency dependency) {
        return switch (dependency) {
            case Dependency.Hard hard ->
                    new Fields()
                            .text("type", "hard")
                            .text("requires_artifact", hard.artifact())
                            .truthIfTrue("present_when_added", hard.presentWhenAdded());
            case Dependency.Soft soft ->
                    new Fields()
                            .text("type", "soft")
                            .text("timeout", Durations.format(soft.timeout()))
                            .text("fallback", soft.fallback());
            case Dependency.Ordering _ -> new Fields().text("type", "ordering");
        };
    }

    /// Reads `depends_on`: names with their kind of dependency.
    static SequencedMap<TaskId, Dependency> read(Form task) {
        var dependencies = new LinkedHashMap<TaskId, Dependency>();
        var value = task.value("depends_on");
        if (value.isEmpty()) {
            return dependencies;
        }
        if (!(value.get() instanceof Value.Mapping)) {
            throw task.complaint(
                    value.get().place(),
                    "depends_on: write { ID: { type: ordering } } here (or hard, or soft), not "
                            + value.get().kind());
        }
        var form = task.form("depends_on");
        for (var field : form.get().fields().entrySet()) {
            var id =
                    TaskId.parse(field.getKey())
                            .orElseThrow(() ->
                                    task.complaint(
                                            field.getValue().place(),
                                            TaskIds.complaint(field.getKey())));
            dependencies.put(id, one(Form.of(task.document(), field.getValue().value())));
        }
        return dependencies;
    }

    private static Dependency one(Form form) {
        var dependency = form.needWord("type", TYPES).apply(form);
        form.end();
        return dependency;
    }

    private static Dependency hard(Form form) {
        return new Dependency.Hard(
                form.needText("requires_artifact"), form.truth("present_when_added"));
    }

    private static Dependency soft(Form form) {
        var timeout = form.duration("timeout");
        if (timeout.isEmpty()) {
            throw form.complaint(
                    form.place(),
                    "the field 'timeout' is missing, say how long to wait, such as \"2h\"");
        }
        return new Dependency.Soft(timeout.get(), form.text("fallback").orElse(""));
    }
}
