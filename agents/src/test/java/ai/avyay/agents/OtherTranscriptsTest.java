package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OtherTranscriptsTest {
    private static final Result LOGIN = new Result.LoginExpired("claude /login");
    private static final Result LIMITED = new Result.RateLimited(Optional.empty());

    @Nested
    class Codex {
        private Result result(String recorded, int code) {
            return Golden.read(Format.CODEX, "codex/" + recorded, code).result();
        }

        @Test
        void a_warning_is_no_failure_and_usage_is_the_last_one() {
            assertThat(Golden.text("codex/finished")).contains("\"type\":\"error\"");
            var report = Golden.read(Format.CODEX, "codex/finished", 0);
            assertThat(report.result()).isEqualTo(new Result.Finished());
            assertThat(report.lastMessage()).isEqualTo("All done.");
            assertThat(report.usage().inputTokens()).isEqualTo(3000);
            assertThat(report.usage().costUsd()).isEmpty();
            var resumed =
                    """
                    {"type":"turn.completed","usage":{"input_tokens":3800,"output_tokens":10}}
                    {"type":"turn.started"}
                    {"type":"turn.completed","usage":{"input_tokens":5700,"output_tokens":20}}\
                    """;
            var usage = Golden.report(Format.CODEX, resumed, new Exit.Exited(0)).usage();
            assertThat(usage.inputTokens()).isEqualTo(5700);
            assertThat(usage.outputTokens()).isEqualTo(20);
        }

        @Test
        void failures_are_told_apart_by_their_words() {
            assertThat(result("rate-limited", 1)).isEqualTo(LIMITED);
            assertThat(result("unauthorized", 1)).isEqualTo(LOGIN);
            assertThat(result("server-errors", 1)).isInstanceOf(Result.ProviderError.class);
            assertThat(result("stalled", 1)).isInstanceOf(Result.ProviderError.class);
            assertThat(result("dropped-always", 1)).isInstanceOf(Result.ProviderError.class);
            assertThat(result("dropped-once", 0)).isEqualTo(new Result.Finished());
        }

        @Test
        void a_limit_of_the_subscription_says_when_it_ends() {
            var failed =
                    "{\"type\":\"turn.failed\",\"error\":{\"message\":\"You've hit your usage limit. Try again in 3 hours 12 minutes.\"}}";
            assertThat(Golden.report(Format.CODEX, failed, new Exit.Exited(1)).result())
                    .isEqualTo(
                            new Result.RateLimited(
                                    Optional.of(Golden.ENDED.plus(Duration.ofMinutes(192)))));
        }

        private Result failedWith(String message) {
            var failed =
                    "{\"type\":\"turn.failed\",\"error\":{\"message\":\"%s\"}}".formatted(message);
            return Golden.report(Format.CODEX, failed, new Exit.Exited(1)).result();
        }

        @Test
        void a_limit_that_ends_by_the_clock_ends_when_that_minute_is_over() {
            var words = "You’ve hit your usage limit. Purchase more credits or try again at ";
            assertThat(failedWith(words + "12:18 PM."))
                    .isEqualTo(
                            new Result.RateLimited(
                                    Optional.of(Instant.parse("2026-05-10T12:19:00Z"))));
            assertThat(failedWith(words + "May 13th, 2026 6:21 AM."))
                    .isEqualTo(
                            new Result.RateLimited(
                                    Optional.of(Instant.parse("2026-05-13T06:22:00Z"))));
        }

        @Test
        void a_quota_that_is_used_up_is_a_matter_of_money_and_a_revoked_token_of_the_login() {
            assertThat(failedWith("Quota exceeded. Check your plan and billing details."))
                    .isInstanceOf(Result.OverBudget.class);
            assertThat(failedWith("unexpected status 403 Forbidden: OAuth token has been revoked."))
                    .isEqualTo(LOGIN);
        }

        @Test
        void a_program_that_waits_out_a_long_limit_was_limited() {
            var silent = new Exit.Silent(Duration.ofMinutes(15));
            assertThat(Golden.read(Format.CODEX, "codex/rate-limited-for-long", silent).result())
                    .isEqualTo(LIMITED);
        }

        @Test
        void a_declined_command_is_a_denial_although_the_exit_code_is_0() {
            var declined =
                    """
                    {"type":"item.completed","item":{"type":"command_execution","command":"rm x","status":"declined"}}
                    {"type":"turn.completed","usage":{}}\
                    """;
            assertThat(Golden.report(Format.CODEX, declined, new Exit.Exited(0)).result())
                    .isEqualTo(new Result.Denied("rm x"));
        }

        @Test
        void a_tool_that_was_blocked_leaves_the_judgement_to_the_work() {
            assertThat(Golden.text("codex/read-only")).contains("Read-only file system");
            assertThat(result("read-only", 0)).isEqualTo(new Result.Finished());
        }

        @Test
        void a_program_that_was_killed_has_failed() {
            var killed = "Reading additional input from stdin...\n{\"type\":\"turn.started\"}";
            assertThat(Golden.report(Format.CODEX, killed, new Exit.Exited(137)).result())
                    .isEqualTo(new Result.Failed("exited with code 137 without a result"));
        }

        @Test
        void a_turn_that_began_and_never_ended_is_no_success() {
            assertThat(
                            Golden.report(
                                            Format.CODEX,
                                            "{\"type\":\"turn.started\"}",
                                            new Exit.Exited(0))
                                    .result())
                    .isEqualTo(new Result.Failed("exited with code 0 without a result"));
        }
    }

    @Nested
    class Gemini {
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
        }

        @Test
        void the_exit_code_is_the_status_modulo_256() {
            assertThat(result("unauthorized", 145)).isEqualTo(LOGIN);
            assertThat(result("rate-limited", 173)).isEqualTo(LIMITED);
            assertThat(result("server-errors", 244)).isInstanceOf(Result.ProviderError.class);
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
                    .isEqualTo(LOGIN);
            assertThat(Golden.report(Format.GEMINI, "", new Exit.Exited(55)).result())
                    .isInstanceOf(Result.Failed.class);
        }
    }

    @Nested
    class Opencode {
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
                    .isEqualTo(LOGIN);
            assertThat(Golden.read(Format.OPENCODE, "opencode/rate-limited", 1).result())
                    .isEqualTo(new Result.RateLimited(Optional.of(Golden.ENDED.plusSeconds(1))));
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
                    .isEqualTo(LOGIN);
            assertThat(
                            Golden.report(Format.OPENCODE, error.formatted(503), new Exit.Exited(1))
                                    .result())
                    .isInstanceOf(Result.ProviderError.class);
        }
    }

    @Nested
    class Qwen {
        @Test
        void it_speaks_as_claude_does_but_counts_otherwise() {
            var report = Golden.read(Format.QWEN, "qwen/finished", 0);
            assertThat(report.result()).isEqualTo(new Result.Finished());
            assertThat(report.usage().inputTokens()).isEqualTo(3000);
            assertThat(Golden.read(Format.QWEN, "qwen/unauthorized", 1).result()).isEqualTo(LOGIN);
            assertThat(Golden.read(Format.QWEN, "qwen/rate-limited", 1).result())
                    .isEqualTo(LIMITED);
        }
    }

    @Nested
    class Text {
        private final AgentFile.TextPatterns patterns =
                new AgentFile.TextPatterns(
                        Map.of(AgentFile.Meaning.RATE_LIMITED, "^RateLimitError"),
                        Optional.of("^Bye"),
                        Optional.of("Tokens: ([0-9.]+k?) sent"),
                        Optional.of("Tokens: .* ([0-9.]+k?) received"),
                        Optional.of("\\$([0-9.]+) session"));

        private AgentReport report(String text, int code) {
            var transcript = Format.TEXT.transcript(patterns);
            text.lines().forEach(transcript::hear);
            return transcript.report(
                    new Transcript.Ending(new Exit.Exited(code), Golden.ENDED, ""));
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
        void without_its_good_end_a_run_has_failed() {
            assertThat(report("hello", 0).result()).isInstanceOf(Result.Failed.class);
        }

        @Test
        void without_patterns_the_exit_code_decides() {
            assertThat(
                            Golden.report(Format.TEXT, "429 Too Many Requests", new Exit.Exited(0))
                                    .result())
                    .isEqualTo(new Result.Finished());
            assertThat(Golden.report(Format.TEXT, "no such file", new Exit.Exited(2)).result())
                    .isEqualTo(new Result.Failed("exited with code 2: no such file"));
        }
    }
}
