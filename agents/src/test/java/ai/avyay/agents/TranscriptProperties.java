package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever a program says, and wherever its log is cut.
class TranscriptProperties {
    private static final Map<Format, String> RECORDED =
            Map.of(
                    Format.CLAUDE, "claude/finished",
                    Format.CODEX, "codex/finished",
                    Format.GEMINI, "gemini/finished",
                    Format.OPENCODE, "opencode/finished",
                    Format.QWEN, "qwen/finished");

    @Property(tries = 200)
    void no_log_is_too_broken_to_be_read(
            @ForAll Format format, @ForAll("broken") List<String> lines) {
        var report = Golden.report(format, String.join("\n", lines), new Exit.Exited(1));
        assertThat(report.result()).isNotInstanceOf(Result.Finished.class);
        assertThat(report.lastMessage().length()).isLessThanOrEqualTo(2_000);
    }

    @Property(tries = 100)
    void a_log_without_its_end_is_no_success(@ForAll Format format, @ForAll int cut) {
        var recorded = RECORDED.get(format);
        if (recorded == null) {
            return;
        }
        var text = Golden.text(recorded).stripTrailing();
        // The last few bytes only close the document.
        var shorter = text.substring(0, Math.floorMod(cut, text.length() - 4));
        assertThat(Golden.report(format, shorter, new Exit.Exited(0)).result())
                .isNotInstanceOf(Result.Finished.class);
    }

    @Property(tries = 100)
    void noise_between_the_lines_changes_nothing(
            @ForAll Format format, @ForAll("noise") List<String> noise) {
        var recorded = RECORDED.get(format);
        if (recorded == null) {
            return;
        }
        var lines =
                Golden.text(recorded)
                        .lines()
                        .flatMap(line -> Stream.concat(noise.stream(), Stream.of(line)));
        assertThat(Golden.report(format, String.join("\n", lines.toList()), new Exit.Exited(0)))
                .isEqualTo(Golden.read(format, recorded, 0));
    }

    @Provide
    Arbitrary<List<String>> broken() {
        var pieces =
                Arbitraries.of(
                        "{\"type\":\"result\"",
                        "{\"type\":\"result\",\"usage\":{\"input_tokens\":-5,\"output_tokens\":1e999},\"total_cost_usd\":\"x\"}",
                        "{\"type\":\"turn.completed\",\"usage\":[]}",
                        "{\"type\":\"step_finish\",\"part\":{\"tokens\":7}}",
                        "{\"type\":\"error\",\"error\":[1]}",
                        "{\"type\":{\"type\":1}}",
                        "{\"type\":\"result\",\"permission_denials\":\"all\",\"is_error\":\"yes\"}",
                        "{\"type\":\"assistant\",\"message\":null}",
                        "{",
                        "}",
                        "[[[[[[[[",
                        "{\"a\":".repeat(2_000),
                        "\0\u0007\ufffd");
        return Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(200))
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<List<String>> noise() {
        return Arbitraries.of(
                        "",
                        "Warning: no colours",
                        "[debug] x",
                        "{broken",
                        "    at main (x.js:1)",
                        "null",
                        "{\"level\":3}")
                .list()
                .ofMaxSize(4);
    }
}
