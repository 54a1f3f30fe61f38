package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.Usage;
import ai.avyay.engine.AgentReport.Result;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The agent `aider` as it ships, with a program of that name which says what the real one says.
class AiderTest {
    private static final String BANNER =
            """
            Aider v0.86.1
            Main model: anthropic/claude-sonnet-4-20250514 with diff edit format
            Git repo: .git with 3 files
            Repo-map: using 4096 tokens, auto refresh
            """;
    private static final String ANSWER =
            """
            I write it.
            Tokens: 2.4k sent, 123 received. Cost: $0.01 message, $0.01 session.
            Applied edit to hello.txt
            """;

    @TempDir private Path folder = Path.of("/");
    private Machine machine = new Machine(Path.of("/"));

    @BeforeEach
    void prepare() {
        machine = new Machine(folder);
    }

    private AgentRun.Outcome run(String text, int code) throws Exception {
        return program("cat <<'SAID'\n" + BANNER + text + "SAID\nexit " + code + "\n");
    }

    private AgentRun.Outcome program(String script) throws Exception {
        machine.program("bin/aider", "#!/bin/sh\n" + script);
        var variables = Map.of("OPENAI_API_KEY", "k", "AIDER_MODEL", "of-the-users-own");
        var settings =
                new AgentSettings(AgentSettings.Login.KEY, Map.of(), Optional.of("scripted"));
        return new AgentRun(folder, folder.resolve("bin"), variables, settings)
                .run("aider", "Create hello.txt");
    }

    private Result result(String text, int code) throws Exception {
        return run(text, code).report().result();
    }

    @Test
    void its_command_hands_over_the_prompt_the_model_and_the_key_and_nobody_is_asked()
            throws Exception {
        var outcome =
                program(
                        """
                        printf '%s\\n' "$@" > words
                        env > variables
                        while [ $# -gt 1 ]; do
                          if [ "$1" = --message-file ]; then cp "$2" prompt; fi
                          shift
                        done
                        """);
        assertThat(outcome.report().result()).as(outcome.log()).isEqualTo(new Result.Finished());
        assertThat(outcome.work().resolve("prompt")).hasContent("Create hello.txt");
        assertThat(Files.readAllLines(outcome.work().resolve("words")))
                .contains("--yes-always", "--no-auto-commits", "--no-pretty", "--no-check-update")
                .contains("--analytics-disable", "--no-gitignore")
                .containsSubsequence("--model", "scripted", "--message-file");
        assertThat(Files.readAllLines(outcome.work().resolve("variables")))
                .contains("OPENAI_API_KEY=k")
                .noneMatch(line -> line.startsWith("AIDER_MODEL"));
    }

    @Test
    void what_it_keeps_for_itself_does_not_become_part_of_the_work() throws Exception {
        var outcome =
                program(
                        """
                        mkdir .aider.tags.cache.v4 && echo x > .aider.tags.cache.v4/cache.db
                        echo hello > hello.txt
                        echo 'Out of ideas'
                        exit 3
                        """);
        assertThat(list(outcome.work())).containsExactly("hello.txt");
        assertThat(outcome.report().result())
                .isEqualTo(new Result.Failed("exited with code 3: Out of ideas"));
    }

    private static List<String> list(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void the_tokens_of_its_messages_add_up_and_its_last_cost_is_that_of_the_run() throws Exception {
        var second =
                """
                Tokens: 12k sent, 1.1k cache write, 9.5k cache hit, 1.2k received.
                Cost: $0.03 message, $0.04 session.
                """;
        var outcome = run(ANSWER + second, 0);
        assertThat(outcome.report().result()).isEqualTo(new Result.Finished());
        assertThat(outcome.report().usage())
                .isEqualTo(
                        new Usage(14_400, 1323, Optional.of(new BigDecimal("0.04")), "reported"));
    }

    @Test
    void a_cost_whose_line_was_broken_is_read_all_the_same() throws Exception {
        var broken =
                "Tokens: 12k sent, 10k cache hit, 1.2k received. Cost: $0.0012 message, $0.0034\nsession.\n";
        assertThat(run(broken, 0).report().usage().costUsd()).hasValue(new BigDecimal("0.0034"));
    }

    @ParameterizedTest
    @CsvSource({
        "RateLimitError, RateLimited",
        "RouterRateLimitError, RateLimited",
        "AuthenticationError, LoginExpired",
        "PermissionDeniedError, LoginExpired",
        "BudgetExceededError, OverBudget",
        "APIError, ProviderError",
        "APIConnectionError, ProviderError",
        "APIResponseValidationError, ProviderError",
        "AzureOpenAIError, ProviderError",
        "OpenAIError, ProviderError",
        "InternalServerError, ProviderError",
        "ServiceUnavailableError, ProviderError",
        "BadGatewayError, ProviderError",
        "Timeout, ProviderError",
        "BadRequestError, Failed",
        "NotFoundError, Failed",
        "ContextWindowExceededError, Failed",
        "ContentPolicyViolationError, Failed",
        "InvalidRequestError, Failed",
        "JSONSchemaValidationError, Failed",
        "UnprocessableEntityError, Failed",
        "UnsupportedParamsError, Failed",
    })
    void a_failed_call_is_no_success_although_the_exit_code_is_0(String error, String result)
            throws Exception {
        assertThat(result("litellm.%s: AnthropicException - no\n".formatted(error), 0))
                .hasToString(result(result, error));
    }

    private static String result(String kind, String error) {
        return switch (kind) {
            case "RateLimited" -> new Result.RateLimited(Optional.empty()).toString();
            case "LoginExpired" -> new Result.LoginExpired("export ANTHROPIC_API_KEY=…").toString();
            default -> "%s[what=litellm.%s: AnthropicException - no]".formatted(kind, error);
        };
    }

    @Test
    void an_answer_that_is_too_long_has_failed() throws Exception {
        assertThat(result(ANSWER + "Model scripted has hit a token limit!\n", 0))
                .isInstanceOf(Result.Failed.class);
    }

    @Test
    void a_limit_says_when_it_ends() throws Exception {
        assertThat(result("litellm.RateLimitError: Please try again in 20s.\n", 0))
                .isInstanceOfSatisfying(
                        Result.RateLimited.class,
                        limited -> assertThat(limited.resetAt()).isPresent());
    }

    @Test
    void a_call_that_was_tried_again_with_success_is_no_failure() throws Exception {
        var again =
                """
                litellm.RateLimitError: AnthropicException - no
                The API provider has rate limited you. Try again later or check your quotas.
                Retrying in 0.2 seconds...
                """;
        assertThat(result(again + ANSWER, 0)).isEqualTo(new Result.Finished());
        assertThat(result(again + again + "litellm.RateLimitError: no\n", 0))
                .isEqualTo(new Result.RateLimited(Optional.empty()));
    }

    @Test
    void what_the_model_quotes_of_an_error_is_none() throws Exception {
        assertThat(result(ANSWER + "It caught `litellm.RateLimitError: no` before.\n", 0))
                .isEqualTo(new Result.Finished());
    }
}
