package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void a_subject_is_one_line_of_72_characters_at_most() {
        assertThat(Message.subject("Build\nthe\t API\u0000\u001b[31m  routes "))
                .isEqualTo("Build the API[31m routes");
        assertThat(Message.subject("x".repeat(72))).hasSize(72);
        assertThat(Message.subject("x".repeat(73))).hasSize(72).endsWith("…");
        assertThat(Message.subject("😀".repeat(73)).codePointCount(0, 143)).isEqualTo(72);
        assertThat(Message.subject("a\u202egpj.exe")).isEqualTo("agpj.exe");
    }

    @Test
    void of_many_paths_some_are_named() {
        assertThat(Message.list(List.of("a", "b"))).isEqualTo("a, b");
        assertThat(Message.list(List.of("a", "b", "c", "d", "e", "f", "g")))
                .isEqualTo("a, b, c, d, e and 2 more");
    }

    @Test
    void an_agents_words_carry_no_trailer_of_ours() {
        var attempt = Tasks.attempt("api");
        assertThat(Message.kept("Fix\r\n\r\n  TASK : x\nAttempt:9\nSigned-off-by: me\n", attempt))
                .isEqualTo(
                        "Fix\n\n  Signed-off-by: me".replace("  S", "S")
                                + "\n\nTask: api\nAttempt: 1\n");
    }
}
