package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.math.BigDecimal;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What opencode says, and what it comes to.
class OpencodeTranscriptTest {
    private static final String STEP =
            "{\"type\":\"step_finish\",\"part\":{\"reason\":\"%s\",\"tokens\":{\"input\":10,\"output\":5,\"reasoning\":1,\"cache\":{\"read\":100,\"write\":1000}},\"cost\":0.01}}\n";

    @Test
    void steps_add_up() {
        var text = STEP.formatted("tool-calls") + STEP.formatted("stop");
        var report = Golden.report(Format.OPENCODE, text, new Exit.Exited(0));
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.usage().inputTokens()).isEqualTo(2220);
        assertThat(report.usage().outputTokens()).isEqualTo(12);
        assertThat(report.usage().costUsd()).hasValue(new BigDecimal("0.020000"));
    }

    @Test
    void a_recorded_run_reads_the_same_way() {
        var report = Golden.read(Format.OPENCODE, "opencode/finished", 0);
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.lastMessage()).isEqualTo("All done.");
        assertThat(report.usage().inputTokens()).isEqualTo(3000);
        assertThat(report.usage().costUsd()).hasValue(new BigDecimal("0.013500"));
        assertThat(Golden.read(Format.OPENCODE, "opencode/unauthorized", 1).result())
                .isEqualTo(Golden.LOGIN_EXPIRED);
        assertThat(Golden.read(Format.OPENCODE, "opencode/rate-limited", 1).result())
                .isEqualTo(new Result.RateLimited(Optional.of(Golden.ENDED.plusSeconds(1))));
        assertThat(Golden.read(Format.OPENCODE, "opencode/server-errors", 1).result())
                .isInstanceOf(Result.ProviderError.class);
    }

    @Test
    void a_tool_that_a_rule_forbids_is_a_denial_although_its_run_goes_on_to_the_end() {
        assertThat(Golden.text("opencode/denied")).contains("\"reason\":\"stop\"");
        assertThat(Golden.read(Format.OPENCODE, "opencode/denied", 0).result())
                .isEqualTo(new Result.Denied("bash"));
    }

    @Test
    void a_tool_that_nobody_is_there_to_permit_is_a_denial_and_ends_its_run_with_0() {
        assertThat(Golden.text("opencode/rejected")).doesNotContain("\"reason\":\"stop\"");
        assertThat(Golden.read(Format.OPENCODE, "opencode/rejected", 0).result())
                .isEqualTo(new Result.Denied("bash"));
    }

    @Test
    void a_tool_that_failed_was_not_refused() {
        var failed =
                "{\"type\":\"tool_use\",\"part\":{\"tool\":\"read\",\"state\":{\"status\":\"error\",\"error\":\"File not found\"}}}\n";
        assertThat(
                        Golden.report(
                                        Format.OPENCODE,
                                        failed + STEP.formatted("stop"),
                                        new Exit.Exited(0))
                                .result())
                .isEqualTo(new Result.Finished());
    }

    @Test
    void a_last_step_that_wanted_more_is_no_end() {
        assertThat(
                        Golden.report(
                                        Format.OPENCODE,
                                        STEP.formatted("tool-calls"),
                                        new Exit.Exited(0))
                                .result())
                .isInstanceOf(Result.Failed.class);
    }

    @Test
    void an_error_names_its_status_and_how_long_to_wait() {
        var error =
                "{\"type\":\"error\",\"error\":{\"name\":\"APIError\",\"data\":{\"message\":\"no\",\"statusCode\":%d,\"responseHeaders\":{\"retry-after\":\"90\"}}}}";
        assertThat(
                        Golden.report(Format.OPENCODE, error.formatted(429), new Exit.Exited(1))
                                .result())
                .isEqualTo(new Result.RateLimited(Optional.of(Golden.ENDED.plusSeconds(90))));
        assertThat(
                        Golden.report(Format.OPENCODE, error.formatted(401), new Exit.Exited(1))
                                .result())
                .isEqualTo(Golden.LOGIN_EXPIRED);
        assertThat(
                        Golden.report(Format.OPENCODE, error.formatted(503), new Exit.Exited(1))
                                .result())
                .isInstanceOf(Result.ProviderError.class);
    }
}
