package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the Gemini program says, and what it comes to.
class GeminiTranscriptTest {
    private Result result(String recorded, int code) {
        return Golden.read(Format.GEMINI, "gemini/" + recorded, code).result();
    }

    @Test
    void a_finished_run_tells_its_words_and_tokens() {
        var report = Golden.read(Format.GEMINI, "gemini/finished", 0);
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.lastMessage()).isEqualTo("All done.");
        assertThat(report.usage().inputTokens()).isEqualTo(3000);
        assertThat(report.usage().outputTokens()).isEqualTo(300);
        assertThat(report.usage().costUsd()).isEmpty();
    }

    @Test
    void the_exit_code_is_the_status_modulo_256() {
        assertThat(result("unauthorized", 145)).isEqualTo(Golden.LOGIN_EXPIRED);
        assertThat(result("rate-limited", 173)).isEqualTo(Golden.RATE_LIMITED);
        assertThat(result("server-errors", 244)).isInstanceOf(Result.ProviderError.class);
    }

    @Test
    void a_stream_that_was_dropped_is_the_providers_failure_and_its_tokens_count() {
        var report = Golden.read(Format.GEMINI, "gemini/dropped", 1);
        assertThat(report.result()).isEqualTo(new Result.ProviderError("[API Error: terminated]"));
        assertThat(report.usage().inputTokens()).isEqualTo(1000);
    }

    @Test
    void a_refused_tool_is_a_denial_although_status_and_exit_code_say_success() {
        assertThat(Golden.text("gemini/denied")).contains("\"status\":\"success\",\"stats\"");
        assertThat(result("denied", 0)).isEqualTo(new Result.Denied("run_shell_command"));
    }

    @Test
    void a_tool_that_failed_was_not_refused() {
        var failed =
                Golden.text("gemini/denied").replace("policy_violation", "shell_execute_error");
        assertThat(Golden.report(Format.GEMINI, failed, new Exit.Exited(0)).result())
                .isEqualTo(new Result.Finished());
    }

    @Test
    void an_error_stands_on_the_other_output_over_several_lines() {
        var error =
                """
                Loaded cached credentials.
                {
                  "session_id": "1",
                  "error": {
                    "type": "Error",
                    "message": "Rate limit reached, please retry in 30s",
                    "code": 429
                  }
                }\
                """;
        assertThat(Golden.report(Format.GEMINI, error, new Exit.Exited(173)).result())
                .isEqualTo(new Result.RateLimited(Optional.of(Golden.ENDED.plusSeconds(30))));
    }

    @Test
    void a_missing_login_and_an_untrusted_folder_have_codes_of_their_own() {
        assertThat(
                        Golden.report(Format.GEMINI, "Invalid auth method", new Exit.Exited(41))
                                .result())
                .isEqualTo(Golden.LOGIN_EXPIRED);
        assertThat(Golden.report(Format.GEMINI, "", new Exit.Exited(55)).result())
                .isInstanceOf(Result.Failed.class);
    }
}
