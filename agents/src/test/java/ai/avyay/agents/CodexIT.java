package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelRequest;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The real Codex: what it does, and what is read of it.
class CodexIT extends ProgramFixture {
    private AgentRun run(ModelServer server) {
        return new AgentRun(
                folder,
                Programs.with("codex"),
                Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", server.address() + "/v1"),
                new AgentSettings(
                        AgentSettings.Login.KEY,
                        Map.of("CODEX_STREAM_IDLE_MS", "1500"),
                        Optional.of("scripted")));
    }

    private Result result(Script script) throws Exception {
        try (var server = ModelServer.start(Scripts.always(script))) {
            return run(server).run("codex", "Create hello.txt").report().result();
        }
    }

    @Test
    void works_with_its_own_tools_and_tells_what_it_used() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WORK))) {
            var outcome = run(server).run("codex", "Create hello.txt");
            assertWorked(outcome);
            assertThat(outcome.report().usage().inputTokens()).isEqualTo(3030);
            assertThat(outcome.report().usage().outputTokens()).isEqualTo(300);
            assertThat(server.requests())
                    .hasSize(3)
                    .extracting(ModelRequest::model)
                    .containsOnly("scripted");
        }
    }

    @Test
    void survives_one_dropped_stream() throws Exception {
        try (var server = ModelServer.start(Scripts.always(DROPPED_ONCE))) {
            assertWorked(run(server).run("codex", "Create hello.txt"));
        }
    }

    @Test
    void failures_of_the_provider_are_told_apart() throws Exception {
        assertThat(result(Script.of(new Step.RateLimit(Duration.ofSeconds(1)))))
                .isInstanceOf(Result.RateLimited.class);
        assertThat(result(Script.of(new Step.ServerError(500))))
                .isInstanceOf(Result.ProviderError.class);
        assertThat(result(Script.of(new Step.Unauthorized())))
                .isEqualTo(new Result.LoginExpired("export OPENAI_API_KEY=…"));
    }

    @Test
    void gives_a_stalled_stream_up() throws Exception {
        assertThat(result(Script.of(new Step.StallStream())))
                .isInstanceOf(Result.ProviderError.class);
    }
}
