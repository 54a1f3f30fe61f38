package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.documents.DocumentException;
import ai.avyay.engine.Agent;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsTest {
    @TempDir private Path root;
    private Machine machine = new Machine(Path.of("/"));

    @BeforeEach
    void prepare() {
        machine = new Machine(root);
    }

    @Test
    void the_usual_agents_ship_inside_and_only_the_shell_uses_no_model() {
        var agents = Agents.load(List.of(), Map.of(), machine.user());
        assertThat(agents)
                .containsOnlyKeys(
                        "aider", "claude", "codex", "gemini", "opencode", "qwen", "shell");
        agents.forEach((name, agent) ->
                assertThat(agent.usesModel()).as(name).isEqualTo(!name.equals("shell")));
    }

    @Test
    void a_program_that_is_absent_is_missing_with_the_command_that_installs_it() {
        assertThat(Machine.agent("claude", AgentSettings.DEFAULT, machine.user()).missing())
                .hasValue(
                        "claude needs the program claude, which is not on the PATH; install it with `npm install -g @anthropic-ai/claude-code`");
        assertThat(Machine.agent("shell", AgentSettings.DEFAULT, machine.user()).missing())
                .isEmpty();
    }

    @Test
    void without_a_key_it_says_which_and_what_else_would_do() throws IOException {
        machine.program("bin/claude", "");
        assertThat(
                        Machine.agent("claude", AgentSettings.DEFAULT, machine.user())
                                .missing()
                                .orElse(""))
                .contains("set ANTHROPIC_API_KEY", "`login: own`", ".claude/.credentials.json");
        assertThat(
                        Machine.agent(
                                        "claude",
                                        AgentSettings.DEFAULT,
                                        machine.user("ANTHROPIC_API_KEY", "k"))
                                .missing())
                .isEmpty();
        assertThat(Machine.agent("claude", Machine.ownLogin(), machine.user()).missing().orElse(""))
                .contains("run `claude /login`");
    }

    /// Each of these was seen to go wrong without.
    @Test
    void what_programs_do_by_themselves_is_bounded_and_nobody_is_phoned() throws IOException {
        assertThat(told("claude"))
                .contains("IS_SANDBOX=1")
                .contains("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1")
                .contains("CLAUDE_CODE_MAX_RETRIES=4")
                .contains("CLAUDE_ENABLE_BYTE_WATCHDOG=1");
        assertThat(told("codex"))
                .contains("analytics.enabled=false", "check_for_update_on_startup=false")
                .contains("features.apps=false", "features.plugins=false")
                .contains("request_max_retries=2", "stream_max_retries=2")
                .contains("TZ=UTC");
        assertThat(told("gemini"))
                .contains("--skip-trust", "\"maxAttempts\":3", "\"usageStatisticsEnabled\":false");
        assertThat(told("opencode"))
                .contains("--title", "OPENCODE_DISABLE_AUTOUPDATE=1", "\"share\":\"disabled\"");
        assertThat(told("qwen")).contains("\"maxRetries\":2", "\"usageStatisticsEnabled\":false");
    }

    /// All that a program gets to know: its command, its environment and its home folder.
    private String told(String agent) throws IOException {
        machine.program("bin/" + agent, "");
        var user = machine.user("OPENAI_API_KEY", "k", "IS_SANDBOX", "no");
        var invocation =
                Machine.agent(agent, AgentSettings.DEFAULT, user).invocation(Machine.prompt("go"));
        return "%s%n%s%n%s"
                .formatted(
                        String.join(" ", invocation.command()),
                        invocation.environment(),
                        invocation.surroundings().home());
    }

    @Test
    void a_key_is_passed_and_nothing_else_of_the_users_environment() throws IOException {
        machine.program("bin/claude", "");
        var user =
                machine.user(
                        "ANTHROPIC_API_KEY",
                        "k",
                        "AWS_SECRET_ACCESS_KEY",
                        "s",
                        "ANTHROPIC_BASE_URL",
                        "http://x");
        var environment =
                Machine.agent("claude", AgentSettings.DEFAULT, user)
                        .invocation(Machine.prompt("go"))
                        .environment();
        assertThat(environment)
                .containsEntry("ANTHROPIC_API_KEY", "k")
                .containsEntry("ANTHROPIC_BASE_URL", "http://x")
                .containsEntry("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1")
                .doesNotContainKeys("AWS_SECRET_ACCESS_KEY", "PATH", "ANTHROPIC_AUTH_TOKEN");
    }

    /// Scrubbing refuses the program all its tools and leaves empty files behind.
    @Test
    void what_the_users_shell_says_of_the_users_own_runs_does_not_reach_it() throws IOException {
        machine.program("bin/claude", "");
        var user =
                machine.user(
                        "CLAUDE_CODE_SUBPROCESS_ENV_SCRUB",
                        "1",
                        "GITHUB_ACTIONS",
                        "true",
                        "CLAUDE_CODE_ENTRYPOINT",
                        "local-agent",
                        "IS_SANDBOX",
                        "0");
        assertThat(
                        Machine.agent("claude", AgentSettings.DEFAULT, user)
                                .invocation(Machine.prompt("go"))
                                .environment())
                .doesNotContainKeys(
                        "CLAUDE_CODE_SUBPROCESS_ENV_SCRUB",
                        "GITHUB_ACTIONS",
                        "CLAUDE_CODE_ENTRYPOINT")
                .containsEntry("IS_SANDBOX", "1");
    }

    /// What a resumed session tells of tokens or cost holds the runs before.
    @Test
    void no_program_goes_on_with_an_old_session() throws IOException {
        for (var agent : List.of("claude", "codex", "gemini", "opencode", "qwen", "aider")) {
            assertThat(told(agent)).as(agent).doesNotContain("resume", "--continue", "restore");
        }
    }

    @Test
    void with_its_own_login_it_sees_the_named_files_and_no_key() throws IOException {
        machine.program("bin/claude", "");
        var login = machine.file("home/.claude/.credentials.json", "{}");
        machine.file("home/.claude.json", "{}");
        var invocation =
                Machine.agent("claude", Machine.ownLogin(), machine.user("ANTHROPIC_API_KEY", "k"))
                        .invocation(Machine.prompt("go"));
        assertThat(invocation.surroundings().home())
                .containsExactly(new HomeFile.Shared(".claude/.credentials.json", login));
        assertThat(invocation.environment()).doesNotContainKey("ANTHROPIC_API_KEY");
    }

    @Test
    void settings_go_over_what_the_file_says() throws IOException {
        machine.program("bin/claude", "");
        var settings =
                new AgentSettings(
                        AgentSettings.Login.KEY,
                        Map.of("CLAUDE_CODE_MAX_RETRIES", "0"),
                        Optional.of("small"));
        var agent = Machine.agent("claude", settings, machine.user("ANTHROPIC_API_KEY", "k"));
        var invocation = agent.invocation(Machine.prompt("go"));
        assertThat(invocation.environment()).containsEntry("CLAUDE_CODE_MAX_RETRIES", "0");
        assertThat(invocation.command()).containsSubsequence("--model", "small", "go");
        var chosen = new Agent.Prompt("go", Path.of("p"), "", Optional.of("large"));
        assertThat(agent.invocation(chosen).command())
                .containsSubsequence("--model", "large")
                .doesNotContain("small");
    }

    @Test
    void a_prompt_is_never_taken_for_an_option_or_a_placeholder() throws IOException {
        machine.program("bin/claude", "");
        var agent = Machine.agent("claude", AgentSettings.DEFAULT, machine.user());
        assertThat(agent.invocation(Machine.prompt("--help {model}")).command().getLast())
                .isEqualTo("\n--help {model}");
        assertThat(agent.invocation(Machine.prompt("a\0b")).command().getLast()).isEqualTo("ab");
    }

    @Test
    void a_prompt_too_long_for_a_command_is_read_from_its_file() throws IOException {
        machine.program("bin/claude", "");
        var agent = Machine.agent("claude", AgentSettings.DEFAULT, machine.user());
        assertThat(agent.invocation(Machine.prompt("ü".repeat(60_000))).command().getLast())
                .contains("/brief/prompt.md")
                .hasSizeLessThan(200);
    }

    @Test
    void the_shell_runs_the_instructions_and_nothing_else() {
        var invocation =
                Machine.agent("shell", AgentSettings.DEFAULT, machine.user())
                        .invocation(Machine.prompt("the whole prompt"));
        assertThat(invocation.surroundings().home())
                .containsExactly(new HomeFile.Written("task.sh", "echo hello"));
        assertThat(String.join(" ", invocation.command())).doesNotContain("the whole prompt");
        assertThat(invocation.surroundings().network()).isEqualTo(Network.NONE);
    }

    @Test
    void codex_gets_a_provider_for_a_key_since_it_ignores_the_address_variable()
            throws IOException {
        machine.program("bin/codex", "");
        var user = machine.user("OPENAI_API_KEY", "k", "OPENAI_BASE_URL", "http://127.0.0.1:1/v1");
        assertThat(
                        Machine.agent("codex", AgentSettings.DEFAULT, user)
                                .invocation(Machine.prompt("go"))
                                .command())
                .contains("model_provider=avyay")
                .anyMatch(word -> word.contains("base_url=\"http://127.0.0.1:1/v1\""));
        assertThat(
                        Machine.agent("codex", Machine.ownLogin(), user)
                                .invocation(Machine.prompt("go"))
                                .command())
                .doesNotContain("model_provider=avyay");
    }

    @Test
    void gemini_is_told_how_it_logs_in() throws IOException {
        machine.program("bin/gemini", "");
        machine.file("home/.gemini/oauth_creds.json", "{}");
        assertThat(settings(AgentSettings.DEFAULT)).contains("gemini-api-key");
        assertThat(settings(Machine.ownLogin()))
                .contains("oauth-personal")
                .doesNotContain("gemini-api-key");
    }

    private String settings(AgentSettings settings) {
        var agent = Machine.agent("gemini", settings, machine.user());
        return agent.invocation(Machine.prompt("go")).surroundings().home().toString();
    }

    @Test
    void an_agent_of_the_users_own_is_one_more_or_takes_the_place_of_one() throws IOException {
        machine.file("own/mine.yaml", minimal("mine"));
        machine.file("own/claude.yaml", minimal("claude"));
        machine.file("own/README.md", "no agent");
        var agents =
                Agents.load(
                        List.of(root.resolve("own"), root.resolve("absent")),
                        Map.of(),
                        machine.user());
        assertThat(agents).hasSize(8).containsKey("mine");
        assertThat(agents.values().stream().flatMap(agent -> agent.missing().stream()))
                .anyMatch(missing -> missing.startsWith("claude needs the program my-tool"));
    }

    @Test
    void a_wrong_key_is_refused_with_its_line_and_the_right_one() throws IOException {
        var file =
                machine.file("own/mine.yaml", minimal("mine").replace("executable", "executible"));
        assertThatThrownBy(() -> Agents.load(List.of(file), Map.of(), machine.user()))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("mine.yaml:3:")
                .hasMessageContaining("'executable'");
    }

    @Test
    void a_placeholder_that_stands_for_nothing_is_refused() throws IOException {
        var file = machine.file("own/mine.yaml", minimal("mine").replace("{prompt}", "{promt}"));
        assertThatThrownBy(() -> Agents.load(List.of(file), Map.of(), machine.user()))
                .isInstanceOf(DocumentException.class)
                .hasMessageContaining("'{promt}' stands for nothing, did you mean 'prompt'?");
    }

    @Test
    void settings_for_an_agent_that_there_is_not_are_refused() {
        assertThatThrownBy(() ->
                        Agents.load(
                                List.of(), Map.of("cluade", AgentSettings.DEFAULT), machine.user()))
                .hasMessageContaining("no agent 'cluade', did you mean 'claude'?");
    }

    private static String minimal(String name) {
        return """
        name: %s
        program:
          executable: my-tool
        run:
          command: ["{program}", "{prompt}"]
        output:
          format: text
        """
                .formatted(name);
    }
}
