package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where the real Codex stops, or is stopped, and what is read of it: limits of the provider, of
/// money and of turns, and tools that are refused.
class CodexLimitsIT extends LimitsFixture {
    private AgentRun.Outcome codex(ModelServer server, Path... own) throws Exception {
        return run(
                "codex",
                Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", server.address() + "/v1"),
                own);
    }

    private AgentRun.Outcome codex(Script script, Path... own) throws Exception {
        try (var server = ModelServer.start(Scripts.always(script))) {
            return codex(server, own);
        }
    }

    private Result result(Step step) throws Exception {
        return codex(Script.of(step)).report().result();
    }

    @Test
    void the_end_of_a_subscriptions_limit_is_read_to_the_minute() throws Exception {
        var end = Instant.now().plus(REST);
        var minute = end.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(1));
        assertThat(result(new Step.UsageLimit(end)))
                .isEqualTo(new Result.RateLimited(Optional.of(minute)));
    }

    @Test
    void faults_that_pass_are_waited_out() throws Exception {
        var rough =
                codex(
                        Script.of(
                                new Step.RateLimit(Duration.ofSeconds(1)),
                                new Step.WriteFile("hello.txt", "hello\n"),
                                new Step.ServerError(500),
                                new Step.ServerError(500),
                                new Step.Say("All done.")));
        assertThat(rough.report().result()).as(rough.log()).isEqualTo(new Result.Finished());
    }

    @Test
    void a_limit_that_the_stream_tells_is_a_rate_limit() throws Exception {
        assertThat(
                        result(
                                new Step.FailedStream(
                                        429,
                                        "rate_limit_exceeded",
                                        "Rate limit reached for scripted. Please try again in 1s.")))
                .isInstanceOf(Result.RateLimited.class);
    }

    @Test
    void a_quota_that_is_used_up_is_a_matter_of_money() throws Exception {
        assertThat(
                        result(
                                new Step.Refused(
                                        429,
                                        "insufficient_quota",
                                        "You exceeded your current quota.")))
                .isInstanceOf(Result.OverBudget.class);
    }

    @Test
    void a_revoked_token_is_a_matter_of_the_login() throws Exception {
        assertThat(
                        result(
                                new Step.Refused(
                                        403, "permission_error", "OAuth token has been revoked.")))
                .isInstanceOf(Result.LoginExpired.class);
    }

    @Test
    void a_failing_provider_is_not_asked_for_ever() throws Exception {
        try (var server = ModelServer.start(Scripts.always(Script.of(new Step.ServerError(500))))) {
            assertThat(codex(server).report().result()).isInstanceOf(Result.ProviderError.class);
            assertThat(server.requests()).hasSize(9);
        }
    }

    @Test
    void a_tool_that_is_blocked_is_no_failure_by_its_own_account_so_that_the_work_decides()
            throws Exception {
        var own =
                changed(
                        "codex",
                        "--dangerously-bypass-approvals-and-sandbox",
                        "--sandbox=read-only");
        var outcome = codex(WRITE, own);
        assertThat(outcome.report().result()).isEqualTo(new Result.Finished());
        assertThat(outcome.work().resolve("hello.txt")).doesNotExist();
    }

    @Test
    void a_command_that_it_refuses_by_itself_is_given_back_to_the_model() throws Exception {
        var outcome =
                codex(
                        Script.of(
                                new Step.RunShell("rm -rf build"),
                                new Step.WriteFile("hello.txt", "hello\n"),
                                new Step.Say("All done.")));
        assertThat(outcome.log()).contains("rm -f style commands are not permitted");
        assertThat(outcome.report().result()).isEqualTo(new Result.Finished());
        assertThat(outcome.work().resolve("hello.txt")).hasContent("hello");
    }
}
