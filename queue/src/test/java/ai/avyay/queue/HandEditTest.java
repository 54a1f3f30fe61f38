package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Parking;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What people save in the queue's files while the engine runs.
class HandEditTest extends HandEditFixture {
    private static HandEdit changed(TaskId id, Definition definition) {
        return new HandEdit.Changed(id, definition);
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
                                                new Heading(
                                                        "Build it",
                                                        "",
                                                        70,
                                                        Optional.empty(),
                                                        Optional.empty()))));
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
                                    .hasValue(Duration.ofMinutes(90));
                        });
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
                        changed(API, definition(API).withHeading(Heading.titled("Build it"))));
    }

    @Test
    void a_save_between_two_changes_is_not_overwritten() throws Exception {
        save(text().replace("Do build-api", "Build it"));
        dispatch(DOCS);

        assertThat(queue.edits()).singleElement().isInstanceOf(HandEdit.Changed.class);
        assertThat(text()).contains("running");
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
    void parking_and_leases_never_count_as_an_edit() throws Exception {
        var opened = text();
        append(new Event.ParkingChanged(NOON, API, new Parking.ForPerson("look at it")));
        save(opened.replace("Do write-docs", "Write"));
        assertThat(queue.edits()).singleElement().isInstanceOf(HandEdit.Changed.class);
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
    void somebody_is_told_when_a_file_is_saved() throws Exception {
        nudges.drainPermits();
        save(text().replace("Do build-api", "Build it"));
        assertThat(nudges.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
}
