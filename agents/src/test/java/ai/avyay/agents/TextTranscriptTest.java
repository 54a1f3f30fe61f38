package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a program says that has no form but its words.
class TextTranscriptTest {
    private final AgentFile.TextPatterns patterns =
            new AgentFile.TextPatterns(
                    Map.of(AgentFile.Meaning.RATE_LIMITED, "^RateLimitError"),
                    Optional.of("^Trying again"),
                    Optional.of("^Bye"),
                    Optional.of("Tokens: ([0-9.]+k?) sent"),
                    Optional.of("Tokens: .* ([0-9.]+k?) received"),
                    Optional.of("\\$([0-9.]+) session"));

    private AgentReport report(String text, int code) {
        var transcript = Format.TEXT.transcript(patterns);
        text.lines().forEach(transcript::hear);
        return transcript.report(new Transcript.Ending(new Exit.Exited(code), Golden.ENDED, ""));
    }

    @Test
    void patterns_tell_tokens_and_cost() {
        var report =
                report(
                        """
                        Tokens: 1.2k sent, 300 received. Cost: $0.01 message, $0.01 session.
                        Tokens: 800 sent, 1k received. Cost: $0.01 message, $0.02 session.
                        Bye\
                        """,
                        0);
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.usage().inputTokens()).isEqualTo(2000);
        assertThat(report.usage().outputTokens()).isEqualTo(1300);
        assertThat(report.usage().costUsd()).hasValue(new BigDecimal("0.02"));
    }

    @Test
    void a_failure_goes_before_the_exit_code() {
        assertThat(report("RateLimitError: retry-after: 10\nBye", 0).result())
                .isEqualTo(new Result.RateLimited(Optional.of(Golden.ENDED.plusSeconds(10))));
    }

    @Test
    void a_failure_counts_only_if_it_is_not_tried_again() {
        var again = "RateLimitError\nTrying again\n";
        assertThat(report(again + "Bye", 0).result()).isEqualTo(new Result.Finished());
        assertThat(report(again + "RateLimitError\nBye", 0).result())
                .isEqualTo(Golden.RATE_LIMITED);
    }

    @Test
    void without_its_good_end_a_run_has_failed() {
        assertThat(report("hello", 0).result()).isInstanceOf(Result.Failed.class);
    }

    @Test
    void without_patterns_the_exit_code_decides() {
        assertThat(Golden.report(Format.TEXT, "429 Too Many Requests", new Exit.Exited(0)).result())
                .isEqualTo(new Result.Finished());
        assertThat(Golden.report(Format.TEXT, "no such file", new Exit.Exited(2)).result())
                .isEqualTo(new Result.Failed("exited with code 2: no such file"));
    }
}
