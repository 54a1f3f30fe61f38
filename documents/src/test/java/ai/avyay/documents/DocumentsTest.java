package ai.avyay.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    enum Login {
        OWN,
        NONE
    }

    record Part(
            @JsonProperty(required = true) String command,
            List<String> reads,
            Optional<Duration> silenceTimeout,
            Optional<Login> login) {}

    record Whole(Map<String, Part> parts, Optional<Integer> slots, boolean strict) {
        Whole {
            if (slots.isPresent() && slots.get() < 1) {
                throw new IllegalArgumentException("slots must be at least 1, not " + slots.get());
            }
        }
    }

    private static Whole yaml(String text) {
        return Documents.yaml(Whole.class).read("a.yaml", text);
    }

    @Test
    void yaml_becomes_a_record() {
        var read =
                yaml(
                        """
                        # a comment
                        slots: 2
                        strict: true
                        parts:
                          first: { command: "run it", silence_timeout: 1h30m, login: own }
                          second:
                            command: 'again'
                            reads: [a, b]
                        """);

        assertThat(read.slots()).hasValue(2);
        assertThat(read.strict()).isTrue();
        assertThat(read.parts().get("first"))
                .isEqualTo(
                        new Part(
                                "run it",
                                List.of(),
                                Optional.of(Duration.ofMinutes(90)),
                                Optional.of(Login.OWN)));
        assertThat(read.parts())
                .containsEntry(
                        "second",
                        new Part("again", List.of("a", "b"), Optional.empty(), Optional.empty()));
    }

    @Test
    void json_becomes_the_same_record() {
        assertThat(Documents.json(Whole.class).read("{\"slots\": 3}"))
                .isEqualTo(new Whole(Map.of(), Optional.of(3), false));
    }

    @Test
    void an_empty_document_leaves_everything_out() {
        assertThat(yaml("# nothing yet\n")).isEqualTo(new Whole(Map.of(), Optional.empty(), false));
    }

    private static void refused(String text, String complaint) {
        assertThatThrownBy(() -> yaml(text))
                .isInstanceOf(DocumentException.class)
                .hasMessage(complaint);
    }

    @Test
    void an_unknown_key_is_refused_with_its_place_and_the_nearest_right_one() {
        refused(
                "slots: 1\nparts:\n  x:\n    comand: y\n",
                "a.yaml:4:5: unknown key 'comand', did you mean 'command'?");
        refused("zebra: 1\n", "a.yaml:1:1: unknown key 'zebra', use one of: parts, slots, strict");
        refused(
                "parts: { x: { command: y, silenceTimeout: 3m } }",
                "a.yaml:1:27: unknown key 'silenceTimeout', did you mean 'silence_timeout'?");
    }

    @Test
    void a_wrong_value_is_refused_with_its_place() {
        refused("slots: many\n", "a.yaml:1:8: slots: 'many' is not a whole number");
        refused("strict: 3\n", "a.yaml:1:9: strict: 3 is not true or false");
        refused("parts: 3\n", "a.yaml:1:8: parts: 3 is not a mapping of names to values");
        refused(
                "parts: { x: { command: y, login: mine } }",
                "a.yaml:1:34: parts.x.login: 'mine' is not known, use one of: none, own");
        refused(
                "parts: { x: { command: y, silence_timeout: soon } }",
                "a.yaml:1:44: parts.x.silence_timeout: 'soon' is not a duration such as 45m, 2h or 1h30m");
    }

    @Test
    void a_missing_key_is_refused() {
        refused(
                "parts: { x: { login: own } }",
                "a.yaml:1:10: parts.x: the key 'command' is missing, add it");
    }

    @Test
    void what_the_record_refuses_is_refused() {
        refused("slots: 0\n", "a.yaml:1:1: slots must be at least 1, not 0");
    }

    @Test
    void a_name_that_stands_twice_is_refused() {
        refused(
                "slots: 1\nslots: 2\n",
                "a.yaml:2:1: 'slots' stands here a second time (first in line 1), remove one");
        assertThatThrownBy(() -> Documents.json("q.json", "{\"a\": 1,\n \"a\": 2}"))
                .hasMessageStartingWith("q.json:2:2: 'a' stands here a second time");
    }

    @Test
    void broken_syntax_is_refused_with_its_place() {
        assertThatThrownBy(() -> yaml("parts: [1, 2\nslots: }"))
                .isInstanceOf(DocumentException.class)
                .hasMessageStartingWith("a.yaml:2:");
        assertThatThrownBy(() -> Documents.json("q.json", "{\n  \"a\": 1,\n  b\n}"))
                .isInstanceOf(DocumentException.class)
                .hasMessageStartingWith("q.json:3:3: ");
        assertThatThrownBy(() -> Documents.json("q.json", "{\n  \"a\": 1"))
                .isInstanceOf(DocumentException.class)
                .hasMessageStartingWith("q.json:2:");
        assertThatThrownBy(() -> Documents.json("q.json", "{} {}"))
                .hasMessageContaining("more text after the end");
    }

    @Test
    void anchors_and_aliases_are_refused() {
        assertThatThrownBy(() -> yaml("parts:\n  a: &x { command: y }\n  b: *x\n"))
                .hasMessage(
                        "a.yaml:2:6: anchors (&) and aliases (*) are not read, write the value out");
    }

    @Test
    void words_that_look_like_truth_elsewhere_stay_words() {
        assertThat(yaml("parts: { no: { command: yes } }").parts())
                .containsEntry(
                        "no", new Part("yes", List.of(), Optional.empty(), Optional.empty()));
    }

    @Test
    void a_file_is_named_in_the_complaint(@TempDir Path folder) throws Exception {
        var file = folder.resolve("avyay.yaml");
        assertThatThrownBy(() -> Documents.yaml(Whole.class).read(file))
                .hasMessage(file + ":1:1: there is no such file, check the path");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> Documents.yaml(Whole.class).read(file))
                .hasMessage(file + ":1:1: not UTF-8, save it as UTF-8");
        Files.writeString(file, "slots: 4\n");
        assertThat(Documents.yaml(Whole.class).read(file).slots()).hasValue(4);
    }
}
