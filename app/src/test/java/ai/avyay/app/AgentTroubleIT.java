package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.ModelServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What goes wrong with the real agent programs, and what comes of it: all of it happens in one
/// `avyay up`, and each test looks at one kind of trouble.
///
/// A task whose trouble must not count has one attempt only, so that it is done only if the trouble
/// did not use it up.
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
class AgentTroubleIT {
    private static final int REFUSED = 3;

    private final TroubleScripts scripts = new TroubleScripts();
    private ModelServer server;
    private AgentWorld world;
    private Scratch.Ended up;
    private Map<String, JsonNode> tasks;

    @BeforeAll
    void let_it_all_happen(@TempDir Path folder) throws Exception {
        AgentWorld.programs();
        server = ModelServer.direct(scripts.script());
        world = AgentTrouble.world(folder, server);
        up = world.scratch().avyay("up", "--until-idle");
        tasks = world.tasks();
    }

    @AfterAll
    void close() {
        if (server != null) {
            server.close();
        }
    }

    private List<AgentWorld.Try> tries(String task) {
        return AgentWorld.tries(tasks, task);
    }

    private void assertOutcomes(String task, String... outcomes) {
        assertThat(tries(task))
                .as("%s, of: %s", task, up.output())
                .extracting(AgentWorld.Try::outcome)
                .containsExactly(outcomes);
    }

    private String reason(String task) {
        return tries(task).getFirst().reason();
    }

    @Test
    void up_ends_when_only_people_can_go_on_and_leaves_no_process() {
        assertThat(up.exit()).as(up.output()).isEqualTo(REFUSED);
        assertThat(tasks).hasSize(23);
        assertThat(tasks.entrySet())
                .as(up.output())
                .filteredOn(task -> !task.getValue().path("status").asString("").equals("done"))
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("claude-denied", "claude-broke", "codex-broke");
        assertThat(world.scratch().workers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void a_second_attempt_passes_by_what_the_report_of_the_first_one_says(String agent)
            throws Exception {
        assertOutcomes(agent + "-report", "retry", "done");
        assertThat(world.prompt(agent + "-report", 1)).doesNotContain(AgentTrouble.WORD);
        assertThat(world.prompt(agent + "-report", 2))
                .contains("Your previous attempt was not accepted")
                .contains("does not hold the word " + AgentTrouble.WORD);
        assertThat(world.shipped("report-%s.txt".formatted(agent))).isEqualTo(AgentTrouble.WORD);
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void work_left_uncommitted_is_committed_by_the_engine(String agent) throws Exception {
        assertOutcomes(agent + "-loose", "done");
        assertThat(world.shipped("kept-%s.txt".formatted(agent))).isEqualTo("kept\n");
        assertThat(world.shipped("loose-%s.txt".formatted(agent))).isEqualTo("loose\n");
        assertThat(
                        world.scratch()
                                .git(
                                        "--git-dir=.avyay/hub.git",
                                        "log",
                                        "--format=%s",
                                        "-2",
                                        "refs/attempts/%s-loose/1".formatted(agent))
                                .lines())
                .first()
                .asString()
                .contains("left uncommitted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void a_rate_limit_parks_the_task_until_it_ends_and_uses_up_no_attempt(String agent) {
        var task = agent + "-limited";
        assertOutcomes(task, "rate_limited", "done");
        var limited = tries(task).getFirst();
        var reset = goesOnAt(task);
        assertThat(reset).isAfter(limited.end().orElseThrow().truncatedTo(ChronoUnit.SECONDS));
        assertThat(tries(task).getLast().start()).isAfterOrEqualTo(reset);
    }

    @Test
    void a_subscription_says_to_the_second_when_its_limit_ends() {
        assertThat(goesOnAt("claude-limited")).isEqualTo(scripts.limitEnds());
    }

    private Instant goesOnAt(String task) {
        var line =
                up.output()
                        .lines()
                        .filter(said -> said.contains(task + ": rate_limited (attempt 1)"))
                        .findFirst()
                        .orElseThrow();
        return Instant.parse(line.replaceFirst(".*; goes on at (\\S+)$", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void a_stream_that_stalls_is_ended_by_the_silence_bound_and_tried_again(String agent) {
        assertOutcomes(agent + "-stalled", "timed_out", "done");
        assertThat(reason(agent + "-stalled")).isEqualTo("stopped: no sign of work for 25 s");
    }

    @Test
    void a_provider_that_never_answers_is_silent_too() {
        assertOutcomes("codex-mute", "timed_out", "done");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void errors_of_the_provider_use_up_no_attempt(String agent) {
        assertOutcomes(agent + "-errors", "provider_error", "done");
        assertThat(reason(agent + "-errors"))
                .contains(agent.equals("claude") ? "500" : "experiencing high demand");
        assertThat(up.output())
                .containsPattern(
                        agent + "-errors: provider_error \\(attempt 1\\): .*; goes on at 20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void a_program_that_is_killed_has_failed_whatever_it_had_done(String agent) throws Exception {
        assertOutcomes(agent + "-killed", "failed", "done");
        assertThat(reason(agent + "-killed")).isEqualTo("exited with code 137 without a result");
        assertThat(world.shipped("killed-%s.txt".formatted(agent))).isEqualTo("second\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void a_prompt_longer_than_a_command_may_be_is_read_from_its_file(String agent)
            throws Exception {
        assertOutcomes(agent + "-long", "done");
        assertThat(world.prompt(agent + "-long", 1)).hasSizeGreaterThan(128 << 10);
        assertThat(world.shipped("long-%s.txt".formatted(agent)))
                .isEqualTo("The last word is %s\n".formatted(AgentTrouble.WORD));
    }

    @Test
    void a_refused_tool_waits_for_a_person() throws IOException {
        assertOutcomes("claude-denied", "denied");
        assertThat(reason("claude-denied")).isEqualTo("the program was refused Write");
        assertThat(up.output()).contains("claude-denied waits for you: the program was refused");
    }

    @Test
    void a_command_that_the_program_refused_and_the_model_did_without_is_no_denial()
            throws Exception {
        assertOutcomes("codex-refused", "done");
        assertThat(world.shipped("refused-codex.txt")).isEqualTo("without\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void an_empty_purse_waits_for_a_person(String agent) {
        assertOutcomes(agent + "-broke", "over_budget");
        assertThat(up.output()).contains(agent + "-broke waits for you: over budget: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void a_login_that_has_expired_names_the_command_that_renews_it(String agent) {
        assertOutcomes(agent + "-login", "login_expired", "done");
        var renewal = agent.equals("claude") ? "claude /login" : "codex login";
        assertThat(up.output())
                .contains(
                        "%s-login: login_expired (attempt 1): the login has expired; renew it with `%s`; goes on at "
                                .formatted(agent, renewal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"claude", "codex"})
    void of_the_users_home_folder_the_login_is_seen_and_cannot_be_written(String agent)
            throws Exception {
        assertOutcomes(agent + "-home", "done");
        assertThat(world.shipped("home-%s.txt".formatted(agent)).lines())
                .containsExactly("login seen", "not writable", "secrets seen: 0");
        assertThat(world.scratch().home().resolve(AgentLogins.file(agent)))
                .content()
                .doesNotContain("spoilt");
    }

    @Test
    void what_a_program_can_read_is_said() {
        assertThat(up.output())
                .contains("codex: with your own key, which it can read, and an open network")
                .contains(
                        "claude, strict: with your own login, whose files it can read (~/.claude/.credentials.json), and an open network")
                .contains(
                        "subscribed: with your own login, whose files it can read (~/.codex/auth.json), and an open network")
                .doesNotContain("key-of-the-test")
                .doesNotContain(AgentWorld.SECRET);
    }
}
