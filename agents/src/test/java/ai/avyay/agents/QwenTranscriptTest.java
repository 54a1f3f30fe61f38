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
        assertThat(Golden.read(Format.QWEN, "qwen/unauthorized", 1).result())
                .isEqualTo(Golden.LOGIN_EXPIRED);
        assertThat(Golden.read(Format.QWEN, "qwen/rate-limited", 1).result())
                .isEqualTo(Golden.RATE_LIMITED);
    }
}
