package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.documents.DocumentException;
import ai.avyay.domain.Review;
import ai.avyay.engine.Execution;
import ai.avyay.gates.Check;
import ai.avyay.gates.GatePolicy;
import ai.avyay.planning.Policy;
import ai.avyay.planning.TaskType;
import ai.avyay.planning.Timing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final List<String> KNOWN =
            List.of("aider", "claude", "codex", "gemini", "opencode", "qwen", "shell");

    private static ConfigurationReader reader(String... installed) {
        return new ConfigurationReader(new Programs(KNOWN, List.of(installed)));
    }

    private Configuration read(String text) {
        return reader("codex", "shell").read("avyay.yaml", text);
    }

    private void refused(String text, String complaint) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(DocumentException.class)
                .hasMessage(complaint);
    }

    @Test
    void without_a_file_there_are_sensible_defaults(@TempDir Path empty) {
        var configuration = reader("codex", "shell").read(empty);

        assertThat(configuration.branch()).isEmpty();
        assertThat(configuration.checks()).isEmpty();
        assertThat(configuration.sandboxRequired()).isTrue();
        assertThat(configuration.policy().nodes())
                .containsExactly(new Policy.NodeOffer("local", 2, Set.of("codex", "shell")));
        assertThat(configuration.policy().agents().standard()).isEqualTo("codex");
        assertThat(configuration.policy().agents().byType()).isEmpty();
        assertThat(configuration.policy().types()).isEmpty();
        assertThat(configuration.policy().timing()).isEqualTo(Timing.DEFAULT);
        assertThat(configuration.agent("codex").ownLogin()).isFalse();
        assertThat(configuration.agent("codex").model()).isEmpty();
    }

    @Test
    void the_default_agent_is_the_first_of_the_preferred_ones_that_is_installed() {
        var policy = reader("aider", "claude", "codex", "shell").read("avyay.yaml", "").policy();
        assertThat(policy.agents().standard()).isEqualTo("claude");
    }

    @Test
    void with_no_agent_program_the_shell_is_the_default() {
        var policy = reader("shell").read("avyay.yaml", "").policy();
        assertThat(policy.agents().standard()).isEqualTo("shell");
        assertThat(policy.nodes())
                .containsExactly(new Policy.NodeOffer("local", 2, Set.of("shell")));
    }

    @Test
    void everything_can_be_said() {
        var configuration =
                read(
                        """
                        integration: { branch: trunk }
                        nodes:
                          big: { slots: 4, capabilities: [shell, codex, gpu] }
                          small: {}
                        agents:
                          default: codex
                          by_type: { research: shell }
                          sandbox: none
                          caches: [bazel]
                          settings:
                            codex: { login: own, model: large, environment: [CODEX_REGION] }
                        checks:
                          tests:
                            run: make test
                            weight: 3
                            required: true
                            reports: ["out/*.xml"]
                            network: open
                            capabilities: [gpu]
                            caches: [maven]
                            timeout: 10m
                            protects: [Makefile]
                          lint: { run: make lint }
                        caches:
                          bazel:
                            path: ["~/.cache/bazel", "~/.cache/bazelisk"]
                            warm: bazel fetch //...
                            network: none
                            files: ~/.netrc
                            environment: [HTTPS_PROXY]
                            timeout: 20m
                        guards:
                          review: ["db/**", "!.ci/**"]
                          forbidden: [infra]
                          protects: [rules.bzl]
                          largest_file: 2MB
                          binaries: ["*.png"]
                          outputs: ["bazel-*"]
                        types:
                          implementation: { review: required, min_quality_threshold: 90, checks: [tests] }
                          research: {}
                        resources: { api: 4, branch: { limit: 1, until: integrated } }
                        areas: { api: { paths: ["src/api/**"], parallel: 2 } }
                        limits:
                          lease: 1m
                          estimate: 20m
                          silence: 90s
                          max_attempts: 5
                          backoff: 1s
                          longest_backoff: 1m
                          breaker: { failures: 2, pause: 30s }
                        """);

        assertThat(configuration.branch()).contains("trunk");
        assertThat(configuration.sandboxRequired()).isFalse();
        assertThat(configuration.agent("codex"))
                .isEqualTo(
                        new Configuration.AgentSettings(
                                true, Optional.of("large"), List.of("CODEX_REGION")));
        assertThat(configuration.agentCaches()).containsExactly("bazel");
        assertThat(configuration.caches())
                .containsOnlyKeys("bazel", "maven")
                .containsEntry(
                        "bazel",
                        new Cache(
                                "bazel",
                                List.of(".cache/bazel", ".cache/bazelisk"),
                                new Cache.Filling(
                                        "bazel fetch //...",
                                        Execution.Network.NONE,
                                        List.of(".netrc"),
                                        List.of("HTTPS_PROXY"),
                                        Duration.ofMinutes(20))));
        var policy = configuration.policy();
        assertThat(policy.nodes())
                .containsExactlyInAnyOrder(
                        new Policy.NodeOffer("big", 4, Set.of("shell", "codex", "gpu")),
                        new Policy.NodeOffer("small", 2, Set.of("shell", "codex")));
        assertThat(policy.agents().byType()).containsEntry("research", "shell");
        assertThat(policy.types())
                .containsEntry(
                        "implementation",
                        new TaskType(Review.REQUIRED, 90, Optional.of(List.of("tests"))))
                .containsEntry("research", TaskType.DEFAULT);
        assertThat(policy.resource("api")).isEqualTo(new Policy.ResourceLimit(4, false));
        assertThat(policy.resource("branch")).isEqualTo(new Policy.ResourceLimit(1, true));
        assertThat(policy.resource("other")).isEqualTo(Policy.ResourceLimit.EXCLUSIVE);
        assertThat(policy.areas())
                .containsExactly(new Policy.Area("api", List.of("src/api/**"), 2));
        assertThat(policy.timing())
                .isEqualTo(
                        new Timing(
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(20),
                                Duration.ofSeconds(90),
                                5,
                                new Timing.Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                                new Timing.Breaking(2, Duration.ofSeconds(30))));
    }

    @Test
    void a_check_says_what_it_runs_and_what_it_counts_for() {
        var checks =
                read("""
                checks:
                  tests:
                    run: make test
                    weight: 3
                    required: true
                    reports: ["out/*.xml"]
                    network: open
                    caches: [npm]
                    timeout: 10m
                    protects: Makefile
                  lint: { run: make lint }
                """)
                        .checks();

        var tests = checks.getFirst();
        assertThat(tests.run()).isEqualTo("make test");
        assertThat(tests.standing()).isEqualTo(new Check.Standing(3, true));
        assertThat(tests.reports()).contains(List.of("out/*.xml"));
        assertThat(tests.protects()).contains(List.of("Makefile"));
        assertThat(tests.conditions().network()).isEqualTo(Execution.Network.OPEN);
        assertThat(tests.conditions().timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(tests.conditions().caches()).containsExactly("npm");
        assertThat(checks.getLast()).isEqualTo(Check.of("lint", "make lint"));
    }

    @Test
    void the_hash_is_that_of_the_text() {
        assertThat(read("").policy().hash())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(read("# hello\n").policy().hash()).isNotEqualTo(read("").policy().hash());
    }

    @Test
    void a_wrong_key_is_refused_with_its_place_and_the_nearest_right_one() {
        refused("chekcs: {}\n", "avyay.yaml:1:1: unknown key 'chekcs', did you mean 'checks'?");
        refused(
                "nodes:\n  local: { slot: 2 }\n",
                "avyay.yaml:2:12: unknown key 'slot', did you mean 'slots'?");
        refused(
                "agents: { defualt: codex }\n",
                "avyay.yaml:1:11: unknown key 'defualt', did you mean 'default'?");
        refused(
                "resources: { api: { limits: 1 } }\n",
                "avyay.yaml:1:21: unknown key 'limits', did you mean 'limit'?");
    }

    @Test
    void a_wrong_value_is_refused_with_its_place() {
        refused(
                "nodes: { local: { slots: 0 } }\n",
                "avyay.yaml:1:10: nodes.local: slots must be at least 1, not 0");
        refused(
                "checks: { tests: { run: \" \" } }\n",
                "avyay.yaml:1:11: checks.tests: run is empty, write the command to run");
        refused(
                "checks: { tests: { weight: 2 } }\n",
                "avyay.yaml:1:11: checks.tests: the key 'run' is missing, add it");
        refused(
                "types: { docs: { review: sometimes } }\n",
                "avyay.yaml:1:26: types.docs.review: 'sometimes' is not known, use one of: none, required");
        refused(
                "resources: { api: many }\n",
                "avyay.yaml:1:19: resources.api: 'many' is not a number, or { limit: 1, until: integrated }");
    }

    @Test
    void a_check_that_is_not_there_is_refused_where_it_is_named() {
        refused(
                """
                checks: { tests: { run: make } }
                types:
                  docs:
                    checks: [tests, tetss]
                """,
                "avyay.yaml:4:21: there is no check 'tetss', did you mean 'tests'?");
        refused(
                "types: { docs: { checks: tests } }\n",
                "avyay.yaml:1:26: there is no check 'tests', write it under 'checks:'");
    }

    @Test
    void an_agent_that_is_not_there_is_refused_where_it_is_named() {
        refused(
                "agents: { default: cluade }\n",
                "avyay.yaml:1:20: there is no agent 'cluade', did you mean 'claude'?");
        refused(
                "agents: { by_type: { docs: kodex } }\n",
                "avyay.yaml:1:28: there is no agent 'kodex', did you mean 'codex'?");
        refused(
                "agents: { settings: { shall: {} } }\n",
                "avyay.yaml:1:23: there is no agent 'shall', did you mean 'shell'?");
    }

    @Test
    void a_check_that_no_node_can_run_is_refused() {
        refused(
                "nodes: { a: { capabilities: [gpu] } }\nchecks: { t: { run: x, capabilities: [gpux] } }\n",
                "avyay.yaml:2:39: no node offers 'gpux', did you mean 'gpu'?");
    }

    @Test
    void what_guards_say_comes_on_top_of_the_usual() {
        var usual = GatePolicy.DEFAULT;
        assertThat(read("").guards()).isEqualTo(usual);
        var guards =
                read("guards: { review: [db], forbidden: infra, largest_file: 800KB }\n").guards();
        assertThat(guards.forbidden()).containsAll(usual.forbidden()).contains("infra");
        assertThat(guards.selfExecuting()).isEqualTo(usual.selfExecuting());
        assertThat(guards.reviewed()).containsExactly("db");
        assertThat(guards.droppings().largestFile()).isEqualTo(800 << 10);
        assertThat(guards.droppings().outputs()).isEqualTo(usual.droppings().outputs());
        assertThat(read("guards: { largest_file: 100 }\n").guards().droppings().largestFile())
                .isEqualTo(100);
        refused(
                "guards: { forbiden: [x] }\n",
                "avyay.yaml:1:11: unknown key 'forbiden', did you mean 'forbidden'?");
        refused(
                "guards:\n  forbidden: [\"!avyay.yaml\"]\n",
                "avyay.yaml:2:15: guards.forbidden only adds, '!avyay.yaml' cannot take back");
        refused(
                "guards: { largest_file: big }\n",
                "avyay.yaml:1:25: guards.largest_file: 'big' is not a size such as 5MB");
    }

    @Test
    void the_usual_caches_need_no_description() {
        for (var name : Caches.names()) {
            var text = "checks: { t: { run: x, caches: [%s] } }\n".formatted(name);
            var cache = cache(name, text);
            assertThat(cache.paths()).isNotEmpty();
            assertThat(cache.filling().command()).isNotBlank();
        }
        var other = cache("maven", "caches: { maven: { warm: mvn -B compile } }\n");
        assertThat(other.paths()).containsExactly(".m2/repository", ".m2/wrapper");
        assertThat(other.filling().command()).isEqualTo("mvn -B compile");
    }

    private Cache cache(String name, String text) {
        return Optional.ofNullable(read(text).caches().get(name)).orElseThrow();
    }

    @Test
    void a_cache_of_another_kind_says_where_it_lies_and_how_it_is_filled() {
        refused(
                "caches: { bazel: { path: ~/.cache/bazel } }\n",
                "avyay.yaml:1:11: only cargo, go, gradle, maven, npm, pip need no description; say under caches.bazel where it lies (path) and how it is filled (warm)");
        refused(
                "caches:\n  maven: { path: /etc }\n",
                "avyay.yaml:2:3: caches.maven: path must lie in HOME, such as ~/.m2/repository, not '/etc'");
        refused(
                "caches:\n  maven: { path: ~/../x }\n",
                "avyay.yaml:2:3: caches.maven: path must lie in HOME, such as ~/.m2/repository, not '~/../x'");
        refused(
                "caches: { ../maven: {} }\n",
                "avyay.yaml:1:11: '../maven' cannot be a cache's name, use lower-case letters, digits, '-', '_' and '.'");
        refused(
                "agents: { caches: [mavn] }\n",
                "avyay.yaml:1:20: there is no cache 'mavn', did you mean 'maven'?");
    }

    @Test
    void a_cache_that_is_not_known_is_refused() {
        refused(
                "checks: { t: { run: x, caches: [mavn] } }\n",
                "avyay.yaml:1:33: there is no cache 'mavn', did you mean 'maven'?");
    }

    @Test
    void machines_over_ssh_are_refused_for_now() {
        refused(
                "nodes:\n  mbp3: { ssh: dev@mbp3, slots: 1 }\n",
                "avyay.yaml:2:11: machines over SSH are not supported yet, remove the node 'mbp3'");
    }
}
