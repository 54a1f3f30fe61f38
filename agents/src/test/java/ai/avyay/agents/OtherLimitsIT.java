package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Where the other real programs stop, or are stopped: a stream that breaks, and tools that are
/// refused although all were allowed.
class OtherLimitsIT extends LimitsFixture {
    private static final Script COPY =
            Script.of(
                    new Step.WriteFile("hello.txt", "hello\n"),
                    new Step.RunShell("cat hello.txt > copy.txt"),
                    new Step.Say("All done."));

    private AgentRun.Outcome gemini(Script script, String option) throws Exception {
        var own = changed("gemini", "\"{options}\"", option + "\"{options}\"");
        try (var server = ModelServer.start(Scripts.always(script))) {
            return run(
                    "gemini",
                    Map.of(
                            "GEMINI_API_KEY",
                            "k",
                            "GOOGLE_GEMINI_BASE_URL",
                            server.address().toString()),
                    own);
        }
    }

    private AgentRun.Outcome opencode(String permission, String auto) throws Exception {
        var own =
                changed(
                        "opencode",
                        Map.of(
                                "\"share\":\"disabled\"",
                                "\"permission\":{\"bash\":%s},\"share\":\"disabled\""
                                        .formatted(permission),
                                "--auto, ",
                                auto));
        try (var server = ModelServer.start(Scripts.always(COPY))) {
            var variables =
                    Map.of(
                            "ANTHROPIC_API_KEY",
                            "k",
                            "ANTHROPIC_BASE_URL",
                            server.address().toString());
            return run("opencode", "anthropic/claude-sonnet-4-5", variables, List.of(own));
        }
    }

    private static void assertRefused(AgentRun.Outcome outcome, String tool) {
        assertThat(outcome.report().result()).as(outcome.log()).isEqualTo(new Result.Denied(tool));
        assertThat(outcome.work().resolve("hello.txt")).exists();
        assertThat(outcome.work().resolve("copy.txt")).doesNotExist();
    }

    @Test
    void gemini_does_not_try_a_broken_stream_again_and_the_provider_failed() throws Exception {
        var broken =
                Script.of(
                        new Step.WriteFile("hello.txt", "hello\n"),
                        new Step.DropStream(),
                        new Step.Say("All done."));
        var outcome = gemini(broken, "");
        assertThat(outcome.report().result())
                .as(outcome.log())
                .isEqualTo(new Result.ProviderError("[API Error: terminated]"));
        assertThat(outcome.work().resolve("hello.txt")).exists();
    }

    @Test
    void gemini_is_refused_a_tool_by_a_policy() throws Exception {
        var policy =
                Files.writeString(
                        folder.resolve("policy.toml"),
                        """
                        [[rule]]
                        toolName = "run_shell_command"
                        commandPrefix = "cat"
                        decision = "deny"
                        priority = 900
                        """);
        assertRefused(gemini(COPY, "--policy, " + policy + ", "), "run_shell_command");
    }

    @Test
    void opencode_is_refused_a_tool_by_a_rule() throws Exception {
        assertRefused(opencode("{\"*\":\"allow\",\"cat *\":\"deny\"}", "--auto, "), "bash");
    }

    @Test
    void opencode_is_refused_a_tool_that_nobody_is_there_to_permit() throws Exception {
        assertRefused(opencode("\"ask\"", ""), "bash");
    }

    @Test
    void qwen_is_refused_a_tool_by_a_rule() throws Exception {
        var own =
                changed(
                        "qwen",
                        "\"model\":{",
                        "\"permissions\":{\"deny\":[\"Bash(cat *)\"]},\"model\":{");
        try (var server = ModelServer.start(Scripts.always(COPY))) {
            var variables =
                    Map.of("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", server.address() + "/v1");
            assertRefused(run("qwen", variables, own), "run_shell_command");
        }
    }
}
