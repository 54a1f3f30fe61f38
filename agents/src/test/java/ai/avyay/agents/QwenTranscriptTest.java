package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import org.junit.jupiter.api.Test;

/// What Qwen Code says, and what it comes to.
class QwenTranscriptTest {
    @Test
    void it_speaks_as_claude_does_but_counts_otherwise() {
        var report = Golden.read(Format.QWEN, "qwen/finished", 0);
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.usage().inputTokens()).isEqualTo(3000);
        assertThat(report.usage().costUsd()).isEmpty();
        assertThat(Golden.read(Format.QWEN, "qwen/unauthorized", 1).result())
                .isEqualTo(Golden.LOGIN_EXPIRED);
        assertThat(Golden.read(Format.QWEN, "qwen/rate-limited", 1).result())
                .isEqualTo(Golden.RATE_LIMITED);
        assertThat(Golden.read(Format.QWEN, "qwen/server-errors", 1).result())
                .isEqualTo(new Result.ProviderError("[API Error: 500 Internal server error]"));
    }

    @Test
    void a_refused_tool_is_a_denial_although_the_exit_code_is_0() {
        assertThat(Golden.text("qwen/denied")).contains("\"subtype\":\"success\"");
        assertThat(Golden.read(Format.QWEN, "qwen/denied", 0).result())
                .isEqualTo(new Result.Denied("run_shell_command"));
    }

    @Test
    void a_tool_that_failed_was_not_refused() {
        assertThat(Golden.text("qwen/finished")).contains("\"is_error\":true");
        assertThat(Golden.read(Format.QWEN, "qwen/finished", 0).result())
                .isEqualTo(new Result.Finished());
    }
}
