package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Event;
import ai.avyay.domain.Status;
import ai.avyay.engine.HandEdit;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Edits that are not taken in, and what becomes of what was saved.
class RefusedEditTest extends HandEditFixture {
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
    void a_field_that_was_probably_mistyped_is_pointed_out_once() throws Exception {
        save(
                text().replace(
                                "\"title\": \"Do write-docs\",",
                                "\"title\": \"Docs\", \"priorty\": 90,"));
        var edits = queue.edits();
        assertThat(edits)
                .contains(
                        new HandEdit.Noticed(
                                "write-docs: the field 'priorty' means nothing here; did you mean 'priority'?"))
                .hasSize(2);
        assertThat(kept()).isEmpty();
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
    void what_does_not_parse_is_refused_with_its_place_and_kept() throws Exception {
        var broken = text().replace("\"priority\": 50,", "\"priority\" 50,");
        save(broken);
        var edits = awaitedEdits();

        assertThat(((HandEdit.Refused) edits.getFirst()).reason()).startsWith("queue.json:8:18: ");
        assertThat(kept()).containsExactly(broken);
    }

    @Test
    void a_duplicate_key_is_refused() throws Exception {
        save(text().replace("\"priority\": 50,", "\"priority\": 50, \"priority\": 60,"));
        var edits = awaitedEdits();
        assertThat(((HandEdit.Refused) edits.getFirst()).reason())
                .contains("'priority' stands here a second time");
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
        assertThat(queue.edits()).isEmpty();
        Files.writeString(done, text.replace("failed", "done"));
        assertThat(awaitedEdits())
                .singleElement()
                .asString()
                .contains("done/2026-05/write-docs.json was put back");
        assertThat(done).hasContent(text);
    }
}
