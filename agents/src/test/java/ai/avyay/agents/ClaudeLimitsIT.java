package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
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
    void a_model_whose_price_the_program_does_not_know_has_no_cost() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WRITE))) {
            var usage = claude(server).report().usage();
            assertThat(usage.inputTokens()).isEqualTo(2000);
            assertThat(usage.costUsd()).isEmpty();
        }
    }

    @Test
    void faults_that_pass_are_waited_out() throws Exception {
        var rough =
                Script.of(
                        new Step.RateLimit(Duration.ofSeconds(1)),
                        new Step.WriteFile("hello.txt", "hello\n"),
                        new Step.ServerError(500),
                        new Step.ServerError(500),
                        new Step.Say("All done."));
        try (var server = ModelServer.start(Scripts.always(rough))) {
            var outcome = claude(server);
            assertThat(outcome.report().result())
                    .as(outcome.log())
                    .isEqualTo(new Result.Finished());
        }
    }

    /// It makes the program a sandbox of its own, in which nothing is allowed to it any more and
    /// from which empty files stay behind.
    @Test
    void scrubbing_denies_all_tools_and_leaves_files_behind_so_it_is_never_on_by_itself()
            throws Exception {
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/bwrap")), "needs bwrap (bubblewrap)");
        var scrub = "CLAUDE_CODE_SUBPROCESS_ENV_SCRUB";
        var work = Files.createDirectories(folder.resolve("work/.claude"));
        Files.writeString(
                work.resolve("settings.json"), "{\"env\":{\"%s\":\"1\"}}".formatted(scrub));
        try (var server = ModelServer.start(Scripts.always(WRITE))) {
            var variables =
                    Map.of(
                            "ANTHROPIC_API_KEY",
                            "k",
                            "ANTHROPIC_BASE_URL",
                            server.address().toString(),
                            scrub,
                            "1");
            var outcome = run("claude", variables);
            assertThat(outcome.report().result()).isEqualTo(new Result.Finished());
            assertThat(names(outcome.work())).containsExactly(".claude", "hello.txt");
            assertThat(names(folder.resolve("home"))).containsExactly(".claude", ".claude.json");
            Files.delete(outcome.work().resolve("hello.txt"));
            var scrubbed =
                    new AgentRun(folder, Programs.with("claude"), variables, AgentSettings.DEFAULT)
                            .with(Map.of(scrub, "1"))
                            .run("claude", "Create hello.txt");
            assertThat(scrubbed.report().result()).isEqualTo(new Result.Denied("Write"));
            assertThat(names(scrubbed.work())).contains(".env", "package.json");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
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
