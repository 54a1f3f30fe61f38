package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Usage;
import ai.avyay.engine.AgentReport.Result;
import ai.avyay.engine.Exit;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClaudeTranscriptTest {
    private static Result result(String recorded, int code) {
        return Golden.read(Format.CLAUDE, "claude/" + recorded, code).result();
    }

    private static Result said(String line, int code) {
        return Golden.report(Format.CLAUDE, line, new Exit.Exited(code)).result();
    }

    @Test
    void a_finished_run_tells_its_words_tokens_and_cost() {
        var report = Golden.read(Format.CLAUDE, "claude/finished", 0);
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.lastMessage()).isEqualTo("All done.");
        assertThat(report.usage())
                .isEqualTo(
                        new Usage(3000, 300, Optional.of(new BigDecimal("0.018000")), "reported"));
    }

    @Test
    void a_price_that_the_program_invents_for_a_model_it_does_not_know_is_no_cost() {
        assertThat(Golden.text("claude/finished")).contains("\"costBasis\":\"list\"");
        assertThat(Golden.text("claude/unknown-price"))
                .contains("\"total_cost_usd\":0.018", "\"costBasis\":\"unknown\"");
        var report = Golden.read(Format.CLAUDE, "claude/unknown-price", 0);
        assertThat(report.result()).isEqualTo(new Result.Finished());
        assertThat(report.usage()).isEqualTo(new Usage(3000, 300, Optional.empty(), "reported"));
    }

    @Test
    void one_invented_price_among_several_makes_the_sum_unknown() {
        var two =
                """
                {"type":"result","subtype":"success","result":"x","total_cost_usd":0.5,"usage":{"input_tokens":7,"output_tokens":3},
                "modelUsage":{"known":{"costUSD":0.2,"costBasis":"managed"},"strange":{"costUSD":0.3,"costBasis":"%s"}}}\
                """
                        .replace("\n", "");
        assertThat(usage(two.formatted("unknown")).costUsd()).isEmpty();
        assertThat(usage(two.formatted("unknown")).inputTokens()).isEqualTo(7);
        assertThat(usage(two.formatted("list")).costUsd()).hasValue(new BigDecimal("0.500000"));
    }

    private static Usage usage(String line) {
        return Golden.report(Format.CLAUDE, line, new Exit.Exited(0)).usage();
    }

    @Test
    void tokens_from_a_cache_were_read_too() {
        var report =
                Golden.report(
                        Format.CLAUDE,
                        """
                        {"type":"result","subtype":"success","is_error":false,"result":"x","usage":{"input_tokens":1,
                        "cache_creation_input_tokens":20,"cache_read_input_tokens":300,"output_tokens":4}}\
                        """
                                .replace("\n", ""),
                        new Exit.Exited(0));
        assertThat(report.usage().inputTokens()).isEqualTo(321);
        assertThat(report.usage().costUsd()).isEmpty();
    }

    @Test
    void a_failed_call_is_no_success_although_its_subtype_says_so() {
        assertThat(Golden.text("claude/server-errors")).contains("\"subtype\":\"success\"");
        assertThat(result("server-errors", 1))
                .isInstanceOfSatisfying(
                        Result.ProviderError.class,
                        failed -> assertThat(failed.what()).contains("500"));
        assertThat(result("overloaded", 1)).isInstanceOf(Result.ProviderError.class);
        assertThat(result("dropped-always", 1)).isInstanceOf(Result.ProviderError.class);
    }

    @Test
    void a_stream_that_was_dropped_once_is_no_failure() {
        assertThat(result("dropped-once", 0)).isEqualTo(new Result.Finished());
    }

    @Test
    void too_many_requests_are_a_rate_limit() {
        assertThat(result("rate-limited", 1)).isEqualTo(Golden.RATE_LIMITED);
        assertThat(result("rate-limited-for-long", 1)).isEqualTo(Golden.RATE_LIMITED);
    }

    @Test
    void the_end_of_a_limit_is_taken_from_where_it_is_said() {
        var reset = Golden.ENDED.plus(Duration.ofHours(3));
        var limited =
                "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"api_error_status\":429,\"result\":\"x\"}";
        var old =
                limited.replace("x", "Claude AI usage limit reached|" + reset.getEpochSecond())
                        .replace("true", "false");
        assertThat(said(old, 0)).isEqualTo(new Result.RateLimited(Optional.of(reset)));
        var event =
                "{\"type\":\"rate_limit_event\",\"rate_limit_info\":{\"status\":\"rejected\",\"resetsAt\":"
                        + reset.getEpochSecond()
                        + "}}\n";
        assertThat(said(event + limited, 1)).isEqualTo(new Result.RateLimited(Optional.of(reset)));
        var both = limited.replace("\"x\"", "\"You've hit your limit · resets 3:30pm (UTC)\"");
        assertThat(said(event + both, 1)).isEqualTo(new Result.RateLimited(Optional.of(reset)));
        var words = limited.replace("\"x\"", "\"You've hit your limit · resets 3:30pm (UTC)\"");
        assertThat(said(words, 1))
                .isEqualTo(
                        new Result.RateLimited(Optional.of(Instant.parse("2026-05-10T15:31:00Z"))));
    }

    @Test
    void an_unbelievable_end_of_a_limit_is_not_believed() {
        var never =
                "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"usage limit reached|9999999999\"}";
        assertThat(said(never, 1)).isEqualTo(Golden.RATE_LIMITED);
    }

    @Test
    void a_refused_key_or_login_names_the_command_that_renews_it() {
        assertThat(result("unauthorized", 1)).isEqualTo(Golden.LOGIN_EXPIRED);
        var login =
                "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"Invalid API key · Please run /login\"}";
        assertThat(said(login, 1)).isEqualTo(Golden.LOGIN_EXPIRED);
        var revoked =
                "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"api_error_status\":403,\"result\":\"Failed to authenticate: OAuth token revoked. Please log in again\"}";
        assertThat(said(revoked, 1)).isEqualTo(Golden.LOGIN_EXPIRED);
    }

    @Test
    void a_refused_tool_is_a_denial_although_the_exit_code_is_0() {
        assertThat(result("denied", 0)).isEqualTo(new Result.Denied("Write, Bash"));
    }

    @Test
    void limits_of_money_and_turns_are_told_apart() {
        assertThat(result("over-budget", 1))
                .isEqualTo(new Result.OverBudget("Reached maximum budget ($0.001)"));
        // The check comes after the turn that overspent, which the run's own sum leaves out.
        assertThat(Golden.read(Format.CLAUDE, "claude/over-budget", 1).usage())
                .isEqualTo(
                        new Usage(1000, 100, Optional.of(new BigDecimal("0.006000")), "reported"));
        assertThat(result("too-many-turns", 1))
                .isEqualTo(new Result.Failed("Reached maximum number of turns (1)"));
        var broke =
                "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"api_error_status\":400,\"result\":\"Credit balance is too low\"}";
        assertThat(said(broke, 1)).isInstanceOf(Result.OverBudget.class);
    }

    @Test
    void no_result_is_no_success_whatever_the_exit_code() {
        assertThat(said("{\"type\":\"system\",\"subtype\":\"init\"}", 0))
                .isEqualTo(new Result.Failed("exited with code 0 without a result"));
        assertThat(said("Segmentation fault", 139))
                .isEqualTo(
                        new Result.Failed(
                                "exited with code 139 without a result: Segmentation fault"));
        // After an interrupt it exits with 0 and says nothing at all.
        assertThat(said("", 0)).isInstanceOf(Result.Failed.class);
        assertThat(said("Error: claude native binary not installed.", 1))
                .isEqualTo(
                        new Result.Failed(
                                "exited with code 1 without a result: Error: claude native binary not installed."));
    }

    @Test
    void a_result_is_no_success_if_the_program_was_killed_after_it() {
        assertThat(result("finished", 143))
                .isEqualTo(new Result.Failed("said 'success' and exited with code 143"));
    }

    @Test
    void a_run_that_was_stopped_while_it_waited_was_stopped_by_the_provider() {
        var waiting =
                "{\"type\":\"system\",\"subtype\":\"api_retry\",\"error_status\":429,\"error\":\"rate_limit\"}";
        var silent = new Exit.Silent(Duration.ofMinutes(15));
        assertThat(Golden.report(Format.CLAUDE, waiting, silent).result())
                .isEqualTo(Golden.RATE_LIMITED);
        assertThat(said(waiting, 143)).isEqualTo(Golden.RATE_LIMITED);
        assertThat(Golden.read(Format.CLAUDE, "claude/stalled", silent).result())
                .isEqualTo(new Result.Failed("was stopped, silent for 900 s"));
    }

    @Test
    void tokens_of_a_run_without_result_are_those_of_its_answers() {
        var cut =
                Golden.text("claude/finished")
                        .lines()
                        .filter(line -> !line.contains("\"type\":\"result\""));
        var report =
                Golden.report(
                        Format.CLAUDE,
                        String.join("\n", cut.toList()),
                        new Exit.TimedOut(Duration.ofMinutes(90)));
        assertThat(report.usage().inputTokens()).isEqualTo(3000);
        assertThat(report.result()).isEqualTo(new Result.Failed("was stopped after 5400 s"));
    }

    @Test
    void what_a_file_or_a_tool_says_is_not_taken_for_the_program() {
        var quoted =
                "{\"type\":\"user\",\"message\":{\"content\":[{\"content\":\"{\\\"type\\\":\\\"result\\\",\\\"subtype\\\":\\\"success\\\"}\"}]}}";
        assertThat(said(quoted, 0)).isInstanceOf(Result.Failed.class);
    }
}
