package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Where the real Claude Code stops, or is stopped, and what is read of it: limits of the provider,
/// of money and of turns, and tools that are refused.
class ClaudeLimitsIT extends LimitsFixture {
    private AgentRun.Outcome claude(ModelServer server, Path... own) throws Exception {
        return run(
                "claude",
                Map.of("ANTHROPIC_API_KEY", "k", "ANTHROPIC_BASE_URL", server.address().toString()),
                own);
    }

    private Result claude(Script script, String option) throws Exception {
        var own = changed("claude", "\"{options}\"", option + ", \"{options}\"");
        try (var server = ModelServer.start(Scripts.always(script))) {
            return claude(server, own).report().result();
        }
    }

    @Test
    void a_budget_that_is_spent_is_told_from_turns_that_are() throws Exception {
        var dear = WRITE.using(new Script.Tokens(100_000, 0, 10_000));
        assertThat(claude(dear, "--max-budget-usd, \"0.0001\""))
                .isInstanceOf(Result.OverBudget.class);
        assertThat(claude(WRITE, "--max-turns, \"1\"")).isInstanceOf(Result.Failed.class);
    }

    @Test
    void an_empty_account_is_a_matter_of_money() throws Exception {
        var empty =
                new Step.Refused(
                        400,
                        "invalid_request_error",
                        "Your credit balance is too low to access the Anthropic API.");
        try (var server = ModelServer.start(Scripts.always(Script.of(empty)))) {
            assertThat(claude(server).report().result()).isInstanceOf(Result.OverBudget.class);
        }
    }

    @Test
    void the_end_of_a_subscriptions_limit_is_read_to_the_second() throws Exception {
        var end = Instant.now().plus(REST).truncatedTo(ChronoUnit.SECONDS);
        try (var server = ModelServer.start(Scripts.always(Script.of(new Step.UsageLimit(end))))) {
            var run =
                    new AgentRun(
                                    folder,
                                    Programs.with("claude"),
                                    Map.of("ANTHROPIC_BASE_URL", server.address().toString()),
                                    AgentSettings.DEFAULT)
                            .ownLogin();
            var login = run.userHome().resolve(".claude/.credentials.json");
            Files.createDirectories(login.getParent());
            Files.writeString(
                    login,
                    """
                    {"claudeAiOauth":{"accessToken":"sk-ant-oat01-test","refreshToken":"sk-ant-ort01-test",
                    "expiresAt":9999999999999,"scopes":["user:inference"],"subscriptionType":"max"}}\
                    """);
            assertThat(run.run("claude", "Create hello.txt").report().result())
                    .isEqualTo(new Result.RateLimited(Optional.of(end)));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void a_failing_provider_is_not_asked_for_ever() throws Exception {
        try (var server = ModelServer.start(Scripts.always(Script.of(new Step.ServerError(500))))) {
            assertThat(claude(server).report().result()).isInstanceOf(Result.ProviderError.class);
            assertThat(server.requests()).hasSize(5);
        }
    }

    @Test
    void a_provider_that_is_overloaded_in_the_middle_of_its_answer_has_failed() throws Exception {
        var overloaded = new Step.FailedStream(529, "overloaded_error", "Overloaded");
        try (var server = ModelServer.start(Scripts.always(Script.of(overloaded)))) {
            assertThat(claude(server).report().result()).isInstanceOf(Result.ProviderError.class);
        }
    }
}
