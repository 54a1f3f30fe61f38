package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What Codex says, and what it comes to.
class CodexTranscriptTest {
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
        assertThat(result("rate-limited", 1)).isEqualTo(Golden.RATE_LIMITED);
        assertThat(result("unauthorized", 1)).isEqualTo(Golden.LOGIN_EXPIRED);
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
        var failed = "{\"type\":\"turn.failed\",\"error\":{\"message\":\"%s\"}}".formatted(message);
        return Golden.report(Format.CODEX, failed, new Exit.Exited(1)).result();
    }

    @Test
    void a_limit_that_ends_by_the_clock_ends_when_that_minute_is_over() {
        var words = "You’ve hit your usage limit. Purchase more credits or try again at ";
        assertThat(failedWith(words + "12:18 PM."))
                .isEqualTo(
                        new Result.RateLimited(Optional.of(Instant.parse("2026-05-10T12:19:00Z"))));
        assertThat(failedWith(words + "May 13th, 2026 6:21 AM."))
                .isEqualTo(
                        new Result.RateLimited(Optional.of(Instant.parse("2026-05-13T06:22:00Z"))));
    }

    @Test
    void a_quota_that_is_used_up_is_a_matter_of_money_and_a_revoked_token_of_the_login() {
        assertThat(failedWith("Quota exceeded. Check your plan and billing details."))
                .isInstanceOf(Result.OverBudget.class);
        assertThat(failedWith("unexpected status 403 Forbidden: OAuth token has been revoked."))
                .isEqualTo(Golden.LOGIN_EXPIRED);
    }

    @Test
    void a_program_that_waits_out_a_long_limit_was_limited() {
        var silent = new Exit.Silent(Duration.ofMinutes(15));
        assertThat(Golden.read(Format.CODEX, "codex/rate-limited-for-long", silent).result())
                .isEqualTo(Golden.RATE_LIMITED);
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
