package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Place;
import ai.avyay.documents.Value;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Tasks that a person wrote into a file of their own, in the form of `queue.json` or as fragments
/// `{task, depends_on}`, as JSON or as YAML.
///
/// @param notices what was read otherwise than it was written, such as a name that became an id
public record TaskFile(List<Entry> entries, List<String> notices) {
    private static final Set<String> UNDER_WAY =
            Set.of("running", "verifying", "in_review", "integrating");

    /// Fields of the engine that say something of any task.
    private static final Set<String> TAKEN = Set.of("status", "created_at");

    /// Those that say how a task ended, where it has.
    private static final Set<String> TAKEN_OF_ENDED =
            Set.of("ended_at", "end_reason", "integrated_commit");

    private static final Pattern YAML = Pattern.compile("\\.ya?ml$");
    private static final Pattern PATH_LIKE = Pattern.compile("[/\\\\]|\\.\\.");

    public TaskFile {
        entries = List.copyOf(entries);
        notices = List.copyOf(notices);
    }

    /// One task of a file.
    ///
    /// @param ended how it ended, if the file says that it has
    /// @param createdAt when it was written, if the file says so
    public record Entry(
            TaskId id,
            Definition definition,
            Optional<Stage.Ended> ended,
            Optional<Instant> createdAt) {
        /// The entry as a task to be added at `now`.
        public Request.NewTask asked(Instant now) {
            return new Request.NewTask(id, definition, Origin.manual(createdAt.orElse(now)), ended);
        }
    }

    /// Reads `text`, which is JSON if it begins with a bracket and is not named as YAML.
    ///
    /// @param name what the text is called in a complaint
    /// @param now when a task that has ended is taken to have done so, if it does not say when
    /// @throws DocumentException if it cannot be read, with the place
    public static TaskFile read(String name, String text, Instant now) {
        var start = text.strip();
        var looksLikeJson = start.startsWith("{") || start.startsWith("[");
        var isJson = looksLikeJson && !YAML.matcher(name).find();
        var reading = new Reading(name, now);
        reading.document(isJson ? Documents.json(name, text) : Documents.yaml(name, text));
        return new TaskFile(reading.entries, reading.notices);
    }

    /// A file that is being read.
    private static final class Reading {
        private final String document;
        private final Instant now;
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> notices = new ArrayList<>();
        private final Map<TaskId, String> taken = new LinkedHashMap<>();

        Reading(String document, Instant now) {
            this.document = document;
            this.now = now;
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
                form.has("version");
                task(form.needText("task"), form.at("task"), form, true);
            } else {
                throw form.complaint(
                        form.place(),
                        "no tasks here, write \"tasks\": { ID: {…} } or \"task\": ID with its fields");
            }
        }

        private void task(String name, Place place, Form form, boolean fragment) {
            var id = id(name, place, form);
            var earlier = taken.put(id, name);
            if (earlier != null && !fragment) {
                throw form.complaint(
                        place,
                        "'%s' and '%s' are both %s, name one of them otherwise"
                                .formatted(earlier, name, id));
            }
            var ended = StageText.endedStatus(form).map(status -> ended(id, form, status));
            sayIfUnderWay(id, form);
            var created = form.instant("created_at");
            sayWhatIsNotTaken(id, form, ended.isPresent());
            Sense.check(form);
            var definition = DefinitionText.read(form);
            form.slips()
                    .forEach((slip, right) ->
                            notices.add(
                                    "%s: the field '%s' means nothing here; did you mean '%s'?"
                                            .formatted(id, slip, right)));
            entries.add(new Entry(id, definition, ended, created));
        }

        private void sayIfUnderWay(TaskId id, Form form) {
            form.text("status")
                    .filter(UNDER_WAY::contains)
                    .ifPresent(status ->
                            notices.add(
                                    "%s: it is not %s here yet; it begins as a task that waits"
                                            .formatted(id, status)));
        }

        private void sayWhatIsNotTaken(TaskId id, Form form, boolean hasEnded) {
            var given =
                    TaskText.ENGINE_OWNED.stream()
                            .filter(form::has)
                            .filter(field -> !TAKEN.contains(field))
                            .filter(field -> !(hasEnded && TAKEN_OF_ENDED.contains(field)))
                            .filter(field -> !(field.equals("origin") && isManual(form)))
                            .toList();
            if (!given.isEmpty()) {
                notices.add(
                        "%s: %s: written by the engine alone, so not taken"
                                .formatted(id, String.join(", ", inOrder(form, given))));
            }
        }

        private static boolean isManual(Form form) {
            return TaskText.origin(form).kind().equals("manual");
        }

        /// As they stand in the file.
        private static List<String> inOrder(Form form, List<String> fields) {
            return form.fields().keySet().stream()
                    .flatMap(name ->
                            fields.stream()
                                    .filter(field ->
                                            field.equals(name) || Form.camel(field).equals(name)))
                    .toList();
        }

        private Stage.Ended ended(TaskId id, Form form, Status status) {
            return StageText.ended(form, status)
                    .orElseGet(() -> {
                        notices.add(
                                "%s: it has no 'ended_at', so it counts as %s now"
                                        .formatted(id, status.word()));
                        return StageText.ended(form, status, now);
                    });
        }

        /// A name that looks like a path is a trick or a mistake, so nothing is made of it.
        private TaskId id(String name, Place place, Form form) {
            var pathLike = PATH_LIKE.matcher(name).find();
            var id =
                    TaskIds.nearest(name)
                            .filter(_ -> !pathLike)
                            .orElseThrow(() -> form.complaint(place, TaskIds.complaint(name)));
            if (!id.value().equals(name)) {
                notices.add("'%s' is called %s here".formatted(name, id));
            }
            return id;
        }
    }
}
