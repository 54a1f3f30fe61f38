package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Parking;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.planning.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people save in the queue's files while the engine runs.
class HandEditTest {
    private static final Instant NOON = Instant.parse("2026-05-10T12:00:00Z");
    private static final TaskId API = new TaskId("build-api");
    private static final TaskId DOCS = new TaskId("write-docs");

    @TempDir private Path folder;

    private final Semaphore nudges = new Semaphore(0);
    private GitQueue queue;
    private State state = State.EMPTY;

    @BeforeEach
    void open() {
        queue = new GitQueue(folder, InstantSource.fixed(NOON));
        queue.open(nudges::release);
        append(added(API), added(DOCS));
    }

    @AfterEach
    void close() {
        queue.close();
    }

    private static Event added(TaskId id) {
        return new Event.TaskAdded(NOON, id, Definition.titled("Do " + id), Origin.manual(NOON));
    }

    private void append(Event... events) {
        for (var event : events) {
            state = state.apply(event);
        }
        queue.append(List.of(new Change("test: changed", List.of(events), state)));
    }

    private Path file() {
        return folder.resolve("queue.json");
    }

    private String text() throws Exception {
        return Files.readString(file());
    }

    /// Saves as most editors do: a new file in the place of the old one.
    private void save(String text) throws Exception {
        var fresh = folder.resolveSibling("editor-" + System.nanoTime());
        Files.writeString(fresh, text);
        Files.move(fresh, file(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static HandEdit changed(TaskId id, Definition definition) {
        return new HandEdit.Changed(id, definition);
    }

    private Definition definition(TaskId id) {
        return state.task(id).orElseThrow().definition();
    }

    private void dispatch(TaskId id) {
        append(
                new Event.BecameEligible(NOON, id),
                new Event.Dispatched(
                        NOON,
                        id,
                        1,
                        new Lease("local", 1, NOON, NOON.plusSeconds(60)),
                        new Attempt.Run("local", "shell", Optional.empty(), "c0", NOON)));
    }

    private String refusal() {
        var edits = queue.edits();
        assertThat(edits).singleElement().isInstanceOf(HandEdit.Refused.class);
        return ((HandEdit.Refused) edits.getFirst()).reason();
    }

    private List<String> kept() throws Exception {
        var kept = new ArrayList<String>();
        try (Stream<Path> files = Files.list(folder)) {
            for (var each : files.filter(file -> file.toString().contains(".refused-")).toList()) {
                kept.add(Files.readString(each));
            }
        }
        return kept;
    }

    @Test
    void a_changed_field_is_handed_out_once() throws Exception {
        save(
                text().replace(
                                "\"title\": \"Do build-api\"",
                                "\"title\": \"Build it\", \"priority\": 70")
                        .replaceFirst("\"priority\": 50,", ""));

        assertThat(queue.edits())
                .containsExactly(
                        changed(
                                API,
                                definition(API)
                                        .withHeading(
                                                new ai.avyay.domain.Heading(
                                                        "Build it",
                                                        "",
                                                        70,
                                                        Optional.empty(),
                                                        Optional.empty()))));
    }

    @Test
    void an_edit_that_was_taken_in_is_over() throws Exception {
        save(text().replace("Do build-api", "Build it"));
        var edit = (HandEdit.Changed) queue.edits().getFirst();
        append(new Event.TaskEdited(NOON, API, edit.definition()));

        assertThat(queue.edits()).isEmpty();
        assertThat(text()).isEqualTo(QueueText.write(state.live().values())).contains("Build it");
        assertThat(kept()).isEmpty();
    }

    @Test
    void an_edit_survives_until_it_is_recorded() throws Exception {
        save(text().replace("Do build-api", "Build it"));
        assertThat(queue.edits()).hasSize(1);
        queue.close();

        queue = new GitQueue(folder, InstantSource.fixed(NOON));
        assertThat(queue.open(nudges::release).notices()).isEmpty();
        assertThat(queue.edits()).singleElement().isInstanceOf(HandEdit.Changed.class);
    }

    @Test
    void an_edit_that_the_engine_refused_is_kept_beside_and_said() throws Exception {
        var saved = text().replace("Do build-api", "Build it");
        save(saved);
        assertThat(queue.edits()).hasSize(1);

        assertThat(refusal()).startsWith("queue.json: not all of the edit was taken");
        assertThat(kept()).containsExactly(saved);
        assertThat(text()).isEqualTo(QueueText.write(state.live().values()));
    }

    @Test
    void an_edit_of_an_old_version_keeps_what_happened_since() throws Exception {
        var opened = text();
        dispatch(API);
        append(
                new Event.TaskEdited(
                        NOON,
                        DOCS,
                        definition(DOCS).withHeading(definition(DOCS).heading().withPriority(90))));
        save(opened.replace("Do build-api", "Build it"));

        assertThat(queue.edits())
                .containsExactly(
                        changed(
                                API,
                                definition(API)
                                        .withHeading(ai.avyay.domain.Heading.titled("Build it"))));
    }

    @Test
    void a_save_that_changes_nothing_is_no_edit() throws Exception {
        var opened = text();
        dispatch(API);
        save(opened);

        assertThat(queue.edits()).isEmpty();
        assertThat(text()).isEqualTo(QueueText.write(state.live().values()));
    }

    @Test
    void a_new_task_is_added() throws Exception {
        save(
                text().replace(
                                "\"tasks\": {",
                                "\"tasks\": {\n    \"new-one\": { \"title\": \"New\", \"estimatedDuration\": \"1h30m\" },"));

        assertThat(queue.edits())
                .singleElement()
                .isInstanceOfSatisfying(
                        HandEdit.Added.class,
                        added -> {
                            assertThat(added.task()).isEqualTo(new TaskId("new-one"));
                            assertThat(added.definition().limits().estimate())
                                    .hasValue(java.time.Duration.ofMinutes(90));
                        });
    }

    @Test
    void a_new_task_that_is_done_already_is_not_added_but_the_rest_is() throws Exception {
        save(
                text().replace(
                                "\"tasks\": {",
                                """
                                "tasks": {
                                    "write-spec": { "status": "done", "completedAt": "2026-05-11T06:05:00+08:00", "title": "Spec" },
                                    "new-one": { "title": "New" },\
                                """));

        assertThat(queue.edits())
                .hasSize(2)
                .anyMatch(edit -> edit instanceof HandEdit.Added)
                .anyMatch(edit -> edit.toString().contains("write-spec is done already"));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void the_engines_fields_are_refused_with_the_whole_edit() throws Exception {
        dispatch(API);
        var saved =
                text().replace("\"status\": \"running\"", "\"status\": \"done\"")
                        .replace("Do write", "Write");
        save(saved);

        assertThat(refusal())
                .startsWith(
                        "queue.json:7:17: 'status' of build-api is written by the engine alone");
        assertThat(kept()).containsExactly(saved);
        assertThat(text()).isEqualTo(QueueText.write(state.live().values()));
        assertThat(queue.edits()).isEmpty();
    }

    @Test
    void a_task_does_not_go_by_being_deleted() throws Exception {
        var without = state.live().minus(DOCS).values();
        save(QueueText.write(without));

        assertThat(refusal()).contains("write-docs is missing", "avyay abandon write-docs");
        assertThat(text()).contains("write-docs");
    }

    @Test
    void a_task_that_has_ended_is_not_edited() throws Exception {
        var opened = text();
        append(new Event.TaskEnded(NOON, DOCS, Status.ABANDONED, "", Optional.empty()));
        save(opened.replace("Do write-docs", "Write"));

        assertThat(refusal()).contains("avyay retry write-docs");
    }

    @Test
    void an_editor_that_is_half_way_is_given_a_moment() throws Exception {
        var whole = text().replace("Do build-api", "Build it");
        save(whole.substring(0, whole.length() / 2));
        assertThat(queue.edits()).isEmpty();
        save(whole);

        assertThat(queue.edits()).singleElement().isInstanceOf(HandEdit.Changed.class);
    }

    @Test
    void what_does_not_parse_is_refused_with_its_place_and_kept() throws Exception {
        var broken = text().replace("\"priority\": 50,", "\"priority\" 50,");
        save(broken);
        var edits = queue.edits();
        while (edits.isEmpty()) {
            assertThat(nudges.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            edits = queue.edits();
        }

        assertThat(((HandEdit.Refused) edits.getFirst()).reason()).startsWith("queue.json:8:18: ");
        assertThat(kept()).containsExactly(broken);
    }

    @Test
    void a_duplicate_key_is_refused() throws Exception {
        save(text().replace("\"priority\": 50,", "\"priority\": 50, \"priority\": 60,"));
        var edits = queue.edits();
        while (edits.isEmpty()) {
            assertThat(nudges.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            edits = queue.edits();
        }
        assertThat(((HandEdit.Refused) edits.getFirst()).reason())
                .contains("'priority' stands here a second time");
    }

    @Test
    void a_save_between_two_changes_is_not_overwritten() throws Exception {
        save(text().replace("Do build-api", "Build it"));
        dispatch(DOCS);

        assertThat(queue.edits()).singleElement().isInstanceOf(HandEdit.Changed.class);
        assertThat(text()).contains("running");
    }

    @Test
    void somebody_is_told_when_a_file_is_saved() throws Exception {
        nudges.drainPermits();
        save(text().replace("Do build-api", "Build it"));
        assertThat(nudges.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void the_engines_own_files_are_put_back() throws Exception {
        Files.writeString(folder.resolve("engine.json"), "{ \"pause\": null }\n");
        assertThat(refusal()).startsWith("engine.json is written by the engine alone");
        assertThat(folder.resolve("engine.json")).hasContent(EngineText.write(state.engine()));
    }

    @Test
    void the_file_of_an_ended_task_is_put_back() throws Exception {
        append(new Event.TaskEnded(NOON, DOCS, Status.FAILED, "no", Optional.empty()));
        var done = folder.resolve("done/2026-05/write-docs.json");
        var text = Files.readString(done);
        var edits = queue.edits();
        Files.writeString(done, text.replace("failed", "done"));
        while (edits.isEmpty()) {
            assertThat(nudges.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            edits = queue.edits();
        }
        assertThat(edits)
                .singleElement()
                .asString()
                .contains("done/2026-05/write-docs.json was put back");
        assertThat(done).hasContent(text);
    }

    @Test
    void parking_and_leases_never_count_as_an_edit() throws Exception {
        var opened = text();
        append(new Event.ParkingChanged(NOON, API, new Parking.ForPerson("look at it")));
        save(opened.replace("Do write-docs", "Write"));
        assertThat(queue.edits()).singleElement().isInstanceOf(HandEdit.Changed.class);
    }
}
