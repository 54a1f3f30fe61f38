package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelRequest;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The real Claude Code: what it does, and what is read of it.
class ClaudeIT extends ProgramFixture {
    private AgentRun run(ModelServer server) {
        return new AgentRun(
                folder,
                Programs.with("claude"),
                Map.of("ANTHROPIC_API_KEY", "k", "ANTHROPIC_BASE_URL", server.address().toString()),
                new AgentSettings(
                        AgentSettings.Login.KEY,
                        Map.of("CLAUDE_CODE_MAX_RETRIES", "1"),
                        Optional.empty()));
    }

    private Result result(Script script) throws Exception {
        try (var server = ModelServer.start(Scripts.always(script))) {
            return run(server).run("claude", "Create hello.txt").report().result();
        }
    }

    @Test
    void works_with_its_own_tools_and_tells_what_it_used() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WORK))) {
            var outcome = run(server).run("claude", "Create hello.txt");
            assertWorked(outcome);
            assertThat(outcome.work().resolve("copy.txt")).hasContent("hello");
            assertThat(outcome.report().usage().inputTokens()).isEqualTo(3030);
            assertThat(outcome.report().usage().outputTokens()).isEqualTo(300);
            assertThat(outcome.report().usage().source()).isEqualTo("reported");
            assertThat(server.requests())
                    .hasSize(3)
                    .extracting(ModelRequest::dialect)
                    .containsOnly("anthropic");
        }
    }

    @Test
    void survives_one_dropped_stream() throws Exception {
        try (var server = ModelServer.start(Scripts.always(DROPPED_ONCE))) {
            assertWorked(run(server).run("claude", "Create hello.txt"));
        }
    }

    @Test
    void failures_of_the_provider_are_told_apart() throws Exception {
        assertThat(result(Script.of(new Step.RateLimit(Duration.ofSeconds(1)))))
                .isInstanceOf(Result.RateLimited.class);
        assertThat(result(Script.of(new Step.ServerError(500))))
                .isInstanceOf(Result.ProviderError.class);
        assertThat(result(Script.of(new Step.Unauthorized())))
                .isEqualTo(new Result.LoginExpired("export ANTHROPIC_API_KEY=…"));
    }

    @Test
    void a_stream_that_stalls_never_becomes_a_success() throws Exception {
        try (var server = ModelServer.start(Scripts.always(Script.of(new Step.StallStream())))) {
            var outcome =
                    run(server)
                            .run("claude", "Create hello.txt", List.of(), Duration.ofSeconds(10));
            assertThat(outcome.report().result()).isInstanceOf(Result.Failed.class);
        }
    }

    @Test
    void is_denied_its_tools_without_permission_and_exits_with_0_all_the_same() throws Exception {
        var strict = folder.resolve("claude.yaml");
        try (var inside = Agents.class.getResourceAsStream("claude.yaml");
                var server = ModelServer.start(Scripts.always(WORK))) {
            var text =
                    new String(
                            Optional.ofNullable(inside).orElseThrow().readAllBytes(),
                            StandardCharsets.UTF_8);
            Files.writeString(strict, text.replace("--dangerously-skip-permissions, ", ""));
            var outcome =
                    run(server)
                            .run("claude", "Create hello.txt", List.of(strict), AgentRun.LONGEST);
            assertThat(outcome.report().result()).isEqualTo(new Result.Denied("Write, Bash"));
            assertThat(outcome.work().resolve("hello.txt")).doesNotExist();
        }
    }

    @Test
    void uses_its_own_login_from_the_one_file_it_needs() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WORK))) {
            var run = run(server).ownLogin();
            var login = run.userHome().resolve(".claude/.credentials.json");
            Files.createDirectories(login.getParent());
            Files.writeString(
                    login,
                    """
                    {"claudeAiOauth":{"accessToken":"sk-ant-oat01-test","refreshToken":"sk-ant-ort01-test",
                    "expiresAt":9999999999999,"scopes":["user:inference"],"subscriptionType":"max"}}\
                    """);
            assertWorked(run.run("claude", "Create hello.txt"));
            assertThat(server.requests().getFirst().headers())
                    .containsEntry("authorization", "Bearer ***");
        }
    }

    @Test
    void reads_a_prompt_that_is_too_long_from_its_file() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WORK))) {
            assertWorked(run(server).run("claude", "Create hello.txt. ".repeat(10_000)));
            assertThat(server.requests().getFirst().body())
                    .contains("Your task stands in the file");
        }
    }
}
