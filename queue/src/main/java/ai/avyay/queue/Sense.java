package ai.avyay.queue;

import ai.avyay.documents.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What values must be beyond their kind, so that work can begin with them: paths lie in the
/// repository, times are longer than none, names are no options.
final class Sense {
    private static final List<String> FIELDS =
            List.of("expected_deliverables", "deliverable", "reference_files", "allowed_paths");

    private static final List<String> DURATIONS = List.of("estimated_duration", "timeout");
    private static final List<String> NAMES =
            List.of("model", "agent", "checks", "exclusive_resources", "required_capabilities");

    private Sense() {}

    /// Refuses what makes no sense in a task, with its place.
    static void check(Form task) {
        paths(task);
        DURATIONS.forEach(field -> duration(task, field));
        NAMES.forEach(field -> name(task, field));
    }

    private static void duration(Form form, String field) {
        if (form.duration(field).filter(time -> !time.isPositive()).isPresent()) {
            throw form.complaint(
                    form.at(field), "%s: write a time that is longer than none".formatted(field));
        }
    }

    /// A name is given to programs, to which one that begins with a dash is an option.
    private static void name(Form form, String field) {
        form.value(field).stream()
                .flatMap(value -> Form.items(value).stream())
                .forEach(value -> {
                    if (value instanceof Value.Text(var place, var text)
                            && (text.isBlank() || text.startsWith("-") || hasNul(text))) {
                        throw form.complaint(
                                place, "%s: '%s' is no name".formatted(field, shown(text)));
                    }
                });
        for (var resource : form.texts("exclusive_resources")) {
            if (resource.equals("node:")) {
                throw form.complaint(
                        form.at("exclusive_resources"),
                        "exclusive_resources: 'node:' names no resource, write one such as node:gpu");
            }
        }
    }

    /// No program and no file can have it in its name; every other character is allowed there.
    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static String shown(String text) {
        return text.replace('\0', '?');
    }

    private static void paths(Form task) {
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
                                        .formatted(field, shown(path), why));
                    });
        }
    }

    private static Optional<String> wrong(String path) {
        var steps = Arrays.asList(path.split("/", -1));
        if (path.isBlank()) {
            return Optional.of("is empty");
        }
        if (hasNul(path)) {
            return Optional.of("holds a NUL character");
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
