package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.documents.DocumentException;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Status;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tasks as people write them, samples of an older form included.
class TaskFileTest {
    private static final Instant NOW = Instant.parse("2026-05-12T00:00:00Z");

    private static TaskFile read(String text) {
        return TaskFile.read("tasks.json", text, NOW);
    }

    @Test
    void one_that_has_ended_and_does_not_say_when_has_ended_now() {
        var file =
                read("{'tasks': {'old': {'title': 'Old', 'status': 'done'}}}".replace('\'', '"'));
        assertThat(file.entries().getFirst().ended())
                .hasValueSatisfying(ended -> {
                    assertThat(ended.status()).isEqualTo(Status.DONE);
                    assertThat(ended.at()).isEqualTo(NOW);
                });
        assertThat(file.notices())
                .containsExactly("old: it has no 'ended_at', so it counts as done now");
    }

    @Test
    void an_old_queue_is_read_as_it_stands() {
        var file =
                read(
                        """
                        {
                          "tasks": {
                            "write-spec": {
                              "status": "done",
                              "completedAt": "2026-05-11T06:05:00+08:00",
                              "title": "The spec — research & architecture",
                              "deliverable": "plans/spec.md",
                              "sections": ["One (7 channels)", "Two"],
                              "wordCount": 6500,
                              "notes": "Comprehensive…"
                            },
                            "article-3": { "status": "waiting", "title": "An article", "slug": "an-article", "readTime": "18 min" }
                          }
                        }
                        """);

        var spec = file.entries().getFirst();
        assertThat(spec.ended())
                .hasValueSatisfying(ended -> {
                    assertThat(ended.status()).isEqualTo(Status.DONE);
                    assertThat(ended.at()).isEqualTo(Instant.parse("2026-05-10T22:05:00Z"));
                });
        assertThat(spec.definition().acceptance().deliverables()).containsExactly("plans/spec.md");
        assertThat(spec.definition().heading().notes()).hasValue("Comprehensive…");
        assertThat(spec.definition().unknown())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("sections", "[\"One (7 channels)\", \"Two\"]", "wordCount", "6500"));
        assertThat(file.entries().getLast().ended()).isEmpty();
        assertThat(file.entries().getLast().definition().unknown())
                .containsKeys("slug", "readTime");
        assertThat(file.notices()).isEmpty();
    }

    @Test
    void a_slip_in_the_name_of_a_field_is_pointed_out_and_the_field_kept() {
        var file = read("{ \"tasks\": { \"a\": { \"titel\": \"A\", \"wordCount\": 12 } } }");
        assertThat(file.notices())
                .containsExactly("a: the field 'titel' means nothing here; did you mean 'title'?");
        assertThat(file.entries().getFirst().definition().unknown())
                .containsOnlyKeys("titel", "wordCount");
    }

    @Test
    void a_fragment_names_a_task_and_what_it_depends_on() {
        var file =
                read(
                        """
                        { "task": "build-api-routes",
                          "depends_on": {
                            "design-api-schema": { "type": "hard", "requires_artifact": "api-schema.yaml" },
                            "build-ui": { "type": "soft", "timeout": "2h", "fallback": "proceed_with_placeholders" } } }
                        """);

        assertThat(file.entries())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.definition().isDraft()).isTrue();
                    assertThat(entry.definition().needs().dependencies())
                            .containsEntry(
                                    new TaskId("design-api-schema"),
                                    new Dependency.Hard("api-schema.yaml", false))
                            .containsEntry(
                                    new TaskId("build-ui"),
                                    new Dependency.Soft(
                                            Duration.ofHours(2), "proceed_with_placeholders"));
                });
    }

    @Test
    void yaml_says_the_same() {
        var file =
                read(
                        """
                        tasks:
                          build-ui:
                            title: Build the UI
                            expected_deliverables: [ui/index.html]
                            estimated_duration: 45m
                            instructions: |
                              Do it.
                              Then stop.
                        """);
        assertThat(file.entries().getFirst().definition().assignment().instructions())
                .isEqualTo("Do it.\nThen stop.\n");
    }

    @Test
    void a_yaml_file_may_begin_with_a_bracket() {
        var file = TaskFile.read("tasks.yaml", "{ task: greet, title: Greet }", NOW);
        assertThat(file.entries().getFirst().id()).isEqualTo(new TaskId("greet"));
    }

    @Test
    void a_name_that_is_no_id_becomes_one_and_that_is_said() {
        var file = read("{ \"tasks\": { \"Build API_Routes (v2)\": { \"title\": \"x\" } } }");
        assertThat(file.entries().getFirst().id()).isEqualTo(new TaskId("build-api-routes-v2"));
        assertThat(file.notices())
                .containsExactly("'Build API_Routes (v2)' is called build-api-routes-v2 here");
    }

    @Test
    void two_names_for_one_id_are_refused() {
        assertThatThrownBy(() -> read("{ \"tasks\": { \"a b\": {}, \"a_b\": {} } }"))
                .isInstanceOf(DocumentException.class)
                .hasMessage(
                        "tasks.json:1:25: 'a b' and 'a_b' are both a-b, name one of them otherwise");
    }

    @Test
    void a_path_that_does_not_lie_in_the_repository_is_refused() {
        assertThatThrownBy(() -> task("\"expected_deliverables\": [\"a.txt\", \"../x\"]"))
                .hasMessage(
                        "tasks.json:1:56: expected_deliverables: '../x' leads out of its folder, write a path from the top of the repository");
        assertThatThrownBy(() -> task("\"deliverable\": \"/etc/passwd\""))
                .hasMessageContaining("'/etc/passwd' does not lie in the repository");
        assertThatThrownBy(() -> task("\"allowed_paths\": [\".git/**\"]"))
                .hasMessageContaining("belongs to git or to avyay");
        assertThatThrownBy(() ->
                        task(
                                "\"depends_on\": { \"b\": { \"type\": \"hard\", \"requires_artifact\": \"a/../../b\" } }"))
                .hasMessageContaining("requires_artifact: 'a/../../b' leads out of its folder");
    }

    @Test
    void what_no_work_could_begin_with_is_refused() {
        assertThatThrownBy(() -> task("\"expected_deliverables\": [\"a\\u0000b\"]"))
                .hasMessageContaining("expected_deliverables: 'a?b' holds a NUL character");
        assertThatThrownBy(() -> task("\"estimated_duration\": \"0s\""))
                .hasMessageContaining("estimated_duration: write a time that is longer than none");
        assertThatThrownBy(() -> task("\"timeout\": \"0m\""))
                .hasMessageContaining("timeout: write a time that is longer than none");
        assertThatThrownBy(() -> task("\"model\": \"--dangerous\""))
                .hasMessageContaining("model: '--dangerous' is no name");
        assertThatThrownBy(() -> task("\"exclusive_resources\": [\"node:\"]"))
                .hasMessageContaining("'node:' names no resource, write one such as node:gpu");
        assertThatThrownBy(() -> task("\"required_capabilities\": [\"\"]"))
                .hasMessageContaining("required_capabilities: '' is no name");
    }

    @Test
    void a_task_that_is_under_way_elsewhere_waits_here_and_that_is_said() {
        assertThat(task("\"status\": \"running\"").notices())
                .containsExactly("a: it is not running here yet; it begins as a task that waits");
        assertThat(task("\"status\": \"waiting\"").notices()).isEmpty();
    }

    @Test
    void dependencies_in_a_list_are_refused_with_the_right_form() {
        assertThatThrownBy(() -> task("\"depends_on\": [\"b\"]"))
                .hasMessageContaining(
                        "depends_on: write { ID: { type: ordering } } here (or hard, or soft), not a list");
    }

    private static TaskFile task(String fields) {
        return read("{ \"tasks\": { \"a\": { " + fields + " } } }");
    }

    @Test
    void a_wrong_value_is_refused_with_its_place() {
        assertThatThrownBy(() -> read("{ \"tasks\": { \"a\": { \"priority\": \"high\" } } }"))
                .hasMessage("tasks.json:1:33: priority: write a whole number here, not a text");
        assertThatThrownBy(() -> read("{ \"tasks\": { \"a\": { \"priority\": 101 } } }"))
                .hasMessage("tasks.json:1:33: priority must be 0 to 100: 101");
        assertThatThrownBy(() ->
                        read(
                                "{ \"tasks\": { \"a\": { \"depends_on\": { \"b\": { \"type\": \"hard\", \"requires_artefact\": \"x\" } } } } }"))
                .hasMessageContaining("the field 'requires_artifact' is missing");
        assertThatThrownBy(() ->
                        read(
                                "{ \"tasks\": { \"a\": { \"depends_on\": { \"b\": { \"type\": \"sof\" } } } } }"))
                .hasMessageContaining("type: 'sof' is not known, did you mean 'soft'?");
        assertThatThrownBy(() -> read("{ \"tasks\": { \"../x\": {}, \"\": {} } }"))
                .hasMessageContaining(
                        "'../x' is not a task id, use lower-case letters, digits and dashes: x");
        assertThatThrownBy(() -> read("{ \"tasks\": { \"\": {} } }"))
                .hasMessageContaining("'' is not a task id");
        assertThatThrownBy(() -> read("{ \"version\": 2, \"tasks\": {} }"))
                .hasMessageContaining("version 2 is not known here");
    }

    @Test
    void what_the_engine_alone_writes_is_not_taken_and_named() {
        assertThat(
                        task("""
                        "status": "waiting", "parkedUntil": "2027-01-01T00:00:00Z",
                        "origin": { "kind": "manual" }, "generation": 7, "attempts": [{}]
                        """)
                                .notices())
                .containsExactly(
                        "a: parked_until, generation, attempts: written by the engine alone, so not taken");
        assertThat(
                        task("\"status\": \"waiting\", \"ended_at\": \"2026-05-11T00:00:00Z\"")
                                .notices())
                .containsExactly("a: ended_at: written by the engine alone, so not taken");
        assertThat(
                        task("""
                        "status": "done", "ended_at": "2026-05-11T00:00:00Z",
                        "created_at": "2026-05-11T00:00:00Z", "end_reason": "because"
                        """)
                                .notices())
                .isEmpty();
    }
}
