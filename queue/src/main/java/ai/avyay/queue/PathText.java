package ai.avyay.queue;

import ai.avyay.documents.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Paths that people name in a task: they lie in the repository, and are written from its top.
final class PathText {
    private static final List<String> FIELDS =
            List.of("expected_deliverables", "deliverable", "reference_files", "allowed_paths");

    private PathText() {}

    /// Refuses a path that cannot be one of the repository, with its place.
    static void check(Form task) {
        for (var field : FIELDS) {
            task.value(field).stream()
                    .flatMap(value -> Form.items(value).stream())
                    .forEach(value -> check(task, field, value));
        }
        task.value("depends_on").filter(Value.Mapping.class::isInstance).stream()
                .flatMap(all -> Form.of(task.document(), all).fields().values().stream())
                .map(Value.Field::value)
                .filter(Value.Mapping.class::isInstance)
                .map(each -> Form.of(task.document(), each))
                .forEach(each ->
                        each.value("requires_artifact")
                                .ifPresent(value -> check(each, "requires_artifact", value)));
    }

    private static void check(Form form, String field, Value value) {
        if (value instanceof Value.Text(var place, var path)) {
            wrong(path)
                    .ifPresent(why -> {
                        throw form.complaint(
                                place,
                                "%s: '%s' %s, write a path from the top of the repository"
                                        .formatted(field, path, why));
                    });
        }
    }

    private static Optional<String> wrong(String path) {
        var steps = Arrays.asList(path.split("/", -1));
        if (path.isBlank()) {
            return Optional.of("is empty");
        }
        if (path.startsWith("/") || path.startsWith("~")) {
            return Optional.of("does not lie in the repository");
        }
        if (steps.contains("..")) {
            return Optional.of("leads out of its folder");
        }
        if (steps.getFirst().equals(".git") || steps.getFirst().equals(".avyay")) {
            return Optional.of("belongs to git or to avyay");
        }
        return Optional.empty();
    }
}
