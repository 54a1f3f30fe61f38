package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.AgentReport.Result;
import ai.avyay.testkit.ModelRequest;
import ai.avyay.testkit.ModelServer;
import ai.avyay.testkit.Script;
import ai.avyay.testkit.Scripts;
import ai.avyay.testkit.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real programs, answered by script: what they do, and what is read of it.
class AgentProgramsIT {
    private static final Script WORK =
            Script.of(
                            new Step.Say("I write it."),
                            new Step.WriteFile("hello.txt", "hello\n"),
                            new Step.RunShell("cat hello.txt > copy.txt"),
                            new Step.Say("All done."))
                    .using(new Script.Tokens(1000, 10, 100));
    private static final Script DROPPED_ONCE =
            Script.of(
                    new Step.DropStream(),
                    new Step.WriteFile("hello.txt", "hello\n"),
                    new Step.Say("All done."));

    @TempDir private Path folder = Path.of("/");

    private static void assertWorked(AgentRun.Outcome outcome) throws IOException {
        assertThat(outcome.report().result()).as(outcome.log()).isEqualTo(new Result.Finished());
        assertThat(outcome.report().lastMessage()).isEqualTo("All done.");
        assertThat(Files.readString(outcome.work().resolve("hello.txt"))).isEqualTo("hello\n");
    }

    @Nested
    class Claude {
        private AgentRun run(ModelServer server) {
            return new AgentRun(
                    folder,
                    Programs.with("claude"),
                    Map.of(
                            "ANTHROPIC_API_KEY",
                            "k",
                            "ANTHROPIC_BASE_URL",
                            server.address().toString()),
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
            try (var server =
                    ModelServer.start(Scripts.always(Script.of(new Step.StallStream())))) {
                var outcome =
                        run(server)
                                .run(
                                        "claude",
                                        "Create hello.txt",
                                        List.of(),
                                        Duration.ofSeconds(10));
                assertThat(outcome.report().result()).isInstanceOf(Result.Failed.class);
            }
        }

        @Test
        void is_denied_its_tools_without_permission_and_exits_with_0_all_the_same()
                throws Exception {
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
                                .run(
                                        "claude",
                                        "Create hello.txt",
                                        List.of(strict),
                                        AgentRun.LONGEST);
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

    @Nested
    class Codex {
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

    /// Programs that are large and slow to start: run where somebody installed them.
    @Nested
    class Others {
        private AgentRun.Outcome work(
                String program, Map<String, String> variables, ModelServer server, String model)
                throws Exception {
            var run =
                    new AgentRun(
                            folder,
                            Programs.perhapsWith(program),
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
}
