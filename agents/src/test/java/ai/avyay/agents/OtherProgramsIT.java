package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Scripts;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The other real programs: what they do, and what is read of it.
class OtherProgramsIT extends ProgramFixture {
    private AgentRun.Outcome work(
            String program, Map<String, String> variables, ModelServer server, String model)
            throws Exception {
        var run =
                new AgentRun(
                        folder,
                        Programs.with(program),
                        variables,
                        new AgentSettings(
                                AgentSettings.Login.KEY,
                                Map.of("OPENCODE_DISABLE_MODELS_FETCH", "1"),
                                Optional.of(model)));
        var outcome = run.run(program, "Create hello.txt");
        assertThat(server.requests()).isNotEmpty();
        return outcome;
    }

    @Test
    void gemini_works() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WORK))) {
            var variables =
                    Map.of(
                            "GEMINI_API_KEY",
                            "k",
                            "GOOGLE_GEMINI_BASE_URL",
                            server.address().toString());
            var outcome = work("gemini", variables, server, "gemini-2.5-flash");
            assertWorked(outcome);
            assertThat(outcome.report().usage().inputTokens()).isEqualTo(3030);
        }
    }

    @Test
    void opencode_works() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WORK))) {
            var variables =
                    Map.of(
                            "ANTHROPIC_API_KEY",
                            "k",
                            "ANTHROPIC_BASE_URL",
                            server.address().toString());
            var outcome = work("opencode", variables, server, "anthropic/claude-sonnet-4-5");
            assertWorked(outcome);
            assertThat(outcome.report().usage().inputTokens()).isEqualTo(3030);
        }
    }

    @Test
    void qwen_works() throws Exception {
        try (var server = ModelServer.start(Scripts.always(WORK))) {
            var variables =
                    Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", server.address() + "/v1");
            var outcome = work("qwen", variables, server, "scripted");
            assertWorked(outcome);
            assertThat(outcome.report().usage().inputTokens()).isEqualTo(3030);
        }
    }
}
