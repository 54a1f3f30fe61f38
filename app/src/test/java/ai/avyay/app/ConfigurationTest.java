package ai.avyay.app;

import static ai.avyay.app.Configurations.read;
import static ai.avyay.app.Configurations.reader;
import static ai.avyay.app.Configurations.refused;
import static org.assertj.core.api.Assertions.assertThat;

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

/// What a configuration says, and what goes without saying.
class ConfigurationTest {
    private static final String EVERYTHING =
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
            """;

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
    void everything_can_be_said_of_the_branch_and_the_agents() {
        var configuration = read(EVERYTHING);
        assertThat(configuration.branch()).contains("trunk");
        assertThat(configuration.sandboxRequired()).isFalse();
        assertThat(configuration.agent("codex"))
                .isEqualTo(
                        new Configuration.AgentSettings(
                                true, Optional.of("large"), List.of("CODEX_REGION")));
    }

    @Test
    void everything_can_be_said_of_caches() {
        var configuration = read(EVERYTHING);
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
    }

    @Test
    void everything_can_be_said_of_nodes_types_resources_and_areas() {
        var policy = read(EVERYTHING).policy();
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
        assertThat(policy.areas()).containsExactly(Policy.Area.of("api", List.of("src/api/**"), 2));
    }

    @Test
    void everything_can_be_said_of_limits() {
        assertThat(read(EVERYTHING).policy().timing())
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
}
