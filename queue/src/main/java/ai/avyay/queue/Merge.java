package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Place;
import ai.avyay.documents.Value;
import ai.avyay.domain.Definition;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Three-way merge of what a person saved: field by field against the version that the person had
/// opened.
///
/// That version is, for each task, the newest one whose engine-owned fields are those in the file.
/// Of people's fields, those that differ from it are taken. An engine-owned field must hold a value
/// that it once had.
final class Merge {
    /// What a new task may say of the engine's fields; it is not taken from there.
    private static final Set<String> HARMLESS = Set.of("created_at", "origin");

    private final String name;
    private final State now;
    private final Recent recent;

    /// @param name what the text is called in a complaint
    Merge(String name, State now, Recent recent) {
        this.name = name;
        this.now = now;
        this.recent = recent;
    }

    /// What `theirs` changes.
    ///
    /// @throws DocumentException if the edit is refused as a whole
    List<HandEdit> of(SequencedMap<TaskId, Form> theirs) throws IOException {
        var engines = new LinkedHashMap<TaskId, EnginesFields>();
        for (var each : theirs.entrySet()) {
            var isNew = recent.find(each.getKey(), Optional::of).isEmpty();
            engines.put(each.getKey(), new EnginesFields(each.getValue(), isNew));
        }
        var opened =
                recent.newest(version ->
                        engines.entrySet().stream()
                                .allMatch(each -> each.getValue().fit(version.get(each.getKey()))));
        var edits = new ArrayList<HandEdit>();
        for (var each : engines.entrySet()) {
            var id = each.getKey();
            var fields = each.getValue();
            Optional<Task> base =
                    opened.isPresent()
                            ? Optional.ofNullable(opened.get().get(id))
                            : fields.check(id, recent);
            edit(id, fields.form(), base)
                    .ifPresent(edit -> {
                        edits.addAll(slips(id, fields.form()));
                        edits.add(edit);
                    });
        }
        var missing = new LinkedHashSet<>(now.live().keySet());
        missing.removeAll(theirs.keySet());
        if (!missing.isEmpty()) {
            edits.add(gone(name, missing));
        }
        return edits;
    }

    /// Names of fields that were probably mistyped; what was there before is not told again.
    private List<HandEdit> slips(TaskId id, Form form) {
        var known = now.task(id).map(task -> task.definition().unknown().keySet()).orElse(Set.of());
        var part = peoplesPart(form);
        DefinitionText.read(part);
        return part.slips().entrySet().stream()
                .filter(slip -> !known.contains(slip.getKey()))
                .<HandEdit>map(slip ->
                        new HandEdit.Noticed(
                                "%s: the field '%s' means nothing here; did you mean '%s'?"
                                        .formatted(id, slip.getKey(), slip.getValue())))
                .toList();
    }

    private static HandEdit gone(String name, Set<TaskId> missing) {
        var ids = missing.stream().map(TaskId::value).collect(Collectors.joining(", "));
        return new HandEdit.Refused(
                "%s: %s %s missing and stay%s: a task goes only by `avyay abandon %s`"
                        .formatted(
                                name,
                                ids,
                                missing.size() == 1 ? "is" : "are",
                                missing.size() == 1 ? "s" : "",
                                missing.iterator().next()));
    }

    /// @param base the task in the version that the person had opened
    private Optional<HandEdit> edit(TaskId id, Form form, Optional<Task> base) throws IOException {
        var present = now.task(id);
        var theirs = DefinitionText.read(peoplesPart(form));
        Sense.check(changed(form, base.or(() -> present).map(Task::definition)));
        if (present.isEmpty() && base.isEmpty()) {
            return added(id, form, theirs);
        }
        var opened = base.or(() -> present).orElseThrow().definition();
        if (theirs.equals(opened)) {
            return Optional.empty();
        }
        if (present.isEmpty()) {
            throw form.complaint(
                    form.place(),
                    "%s has ended, bring it back with `avyay retry %s` first".formatted(id, id));
        }
        var ours = present.get().definition();
        var merged = merged(form.document(), opened, ours, theirs);
        return merged.equals(ours)
                ? Optional.empty()
                : Optional.of(new HandEdit.Changed(id, merged));
    }

    private Optional<HandEdit> added(TaskId id, Form form, Definition definition) {
        var ended = StageText.endedStatus(form);
        if (ended.isPresent()) {
            return Optional.of(
                    new HandEdit.Refused(
                            "%s is %s already, so it was not added"
                                    .formatted(id, ended.get().word())));
        }
        if (now.ended().containsKey(id)) {
            throw form.complaint(
                    form.place(),
                    "%s is the id of a task that has ended, choose another or use `avyay retry %s`"
                            .formatted(id, id));
        }
        for (var field : TaskText.ENGINE_OWNED) {
            var value = form.value(field);
            var isWaiting =
                    field.equals("status") && form.text(field).equals(Optional.of("waiting"));
            if (value.isPresent() && !isWaiting && !HARMLESS.contains(field)) {
                throw form.complaint(
                        form.at(field),
                        "'%s' is written by the engine alone, leave it out of a new task"
                                .formatted(field));
            }
        }
        return Optional.of(new HandEdit.Added(id, definition));
    }

    /// The fields that a person wrote or changed; what stood there before is not held against them.
    private static Form changed(Form form, Optional<Definition> before) {
        var known = before.map(DefinitionText::write).map(Merge::fields).orElse(Map.of());
        var changed = new LinkedHashMap<>(peoplesPart(form).fields());
        changed.entrySet()
                .removeIf(field -> line(field.getValue()).equals(line(known.get(field.getKey()))));
        return Form.of(form.document(), new Value.Mapping(form.place(), changed));
    }

    private static Map<String, Value.Field> fields(Fields written) {
        return written.mapping().fields();
    }

    /// The task without the engine's fields.
    private static Form peoplesPart(Form form) {
        var fields = new LinkedHashMap<>(form.fields());
        TaskText.ENGINE_OWNED.forEach(name -> {
            fields.remove(name);
            fields.remove(Form.camel(name));
        });
        return Form.of(form.document(), new Value.Mapping(form.place(), fields));
    }

    /// Our definition with what `theirs` says otherwise than `opened`.
    private static Definition merged(
            String name, Definition opened, Definition ours, Definition theirs) {
        var base = DefinitionText.write(opened).mapping().fields();
        var mine = DefinitionText.write(ours).mapping().fields();
        var saved = DefinitionText.write(theirs).mapping().fields();
        var names = new LinkedHashSet<>(mine.keySet());
        names.addAll(saved.keySet());
        var merged = new LinkedHashMap<String, Value.Field>();
        for (var field : names) {
            var changed = !line(saved.get(field)).equals(line(base.get(field)));
            var value = changed ? saved.get(field) : mine.get(field);
            if (value != null) {
                merged.put(field, value);
            }
        }
        return DefinitionText.read(Form.of(name, new Value.Mapping(Place.NOWHERE, merged)));
    }

    private static String line(Value.@Nullable Field field) {
        return field == null ? "" : JsonText.line(field.value());
    }
}
