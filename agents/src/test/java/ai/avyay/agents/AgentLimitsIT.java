package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the real programs stop, or are stopped, and what is read of it: limits of the provider, of
/// money and of turns, and tools that are refused.
class AgentLimitsIT {
    private static final Script WRITE =
            Script.of(new Step.WriteFile("hello.txt", "hello\n"), new Step.Say("All done."));
    private static final Duration REST = Duration.ofHours(30);

    @TempDir private Path folder = Path.of("/");

    /// The file of an agent that ships inside, with `before` replaced.
    private Path changed(String agent, String before, String after) throws IOException {
        try (var inside = Agents.class.getResourceAsStream(agent + ".yaml")) {
            var bytes = Optional.ofNullable(inside).orElseThrow().readAllBytes();
            var text = new String(bytes, StandardCharsets.UTF_8);
            assertThat(text).contains(before);
            return Files.writeString(folder.resolve(agent + ".yaml"), text.replace(before, after));
        }
    }

    private AgentRun.Outcome run(String agent, Map<String, String> variables, Path... own)
            throws Exception {
        var settings =
                new AgentSettings(AgentSettings.Login.KEY, Map.of(), Optional.of("scripted"));
        return new AgentRun(folder, Programs.with(agent), variables, settings)
                .run(agent, "Create hello.txt", List.of(own), AgentRun.LONGEST);
    }

    @Nested
    class Claude {
        private AgentRun.Outcome claude(ModelServer server, Path... own) throws Exception {
            return run(
                    "claude",
                    Map.of(
                            "ANTHROPIC_API_KEY",
                            "k",
                            "ANTHROPIC_BASE_URL",
                            server.address().toString()),
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
            try (var server =
                    ModelServer.start(Scripts.always(Script.of(new Step.UsageLimit(end))))) {
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
            try (var server =
                    ModelServer.start(Scripts.always(Script.of(new Step.ServerError(500))))) {
                assertThat(claude(server).report().result())
                        .isInstanceOf(Result.ProviderError.class);
                assertThat(server.requests()).hasSize(5);
            }
        }

        @Test
        void a_provider_that_is_overloaded_in_the_middle_of_its_answer_has_failed()
                throws Exception {
            var overloaded = new Step.FailedStream(529, "overloaded_error", "Overloaded");
            try (var server = ModelServer.start(Scripts.always(Script.of(overloaded)))) {
                assertThat(claude(server).report().result())
                        .isInstanceOf(Result.ProviderError.class);
            }
        }
    }

    @Nested
    class Codex {
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
                                            403,
                                            "permission_error",
                                            "OAuth token has been revoked.")))
                    .isInstanceOf(Result.LoginExpired.class);
        }

        @Test
        void a_failing_provider_is_not_asked_for_ever() throws Exception {
            try (var server =
                    ModelServer.start(Scripts.always(Script.of(new Step.ServerError(500))))) {
                assertThat(codex(server).report().result())
                        .isInstanceOf(Result.ProviderError.class);
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
}
