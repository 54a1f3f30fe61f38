package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Node;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.planning.Contact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every node that really runs programs must do. A subclass gives the node, its hub and a
/// commit to start from.
@Timeout(60)
public abstract class NodeContract {
    private static final AttemptRef ATTEMPT = new AttemptRef(new TaskId("contract"), 1);

    @TempDir private Path folder;

    protected abstract Node node();

    protected abstract Hub hub();

    /// A commit in the hub that holds `README.md` and nothing else.
    protected abstract CommitId start();

    @Test
    void it_says_how_it_is() throws Exception {
        assertThat(node().contact()).isInstanceOf(Contact.Answered.class);
    }

    @Test
    void a_program_runs_in_the_work_tree_and_its_output_is_logged() throws Exception {
        try (var workspace = node().open(order("agent"))) {
            var exit =
                    workspace.run(
                            shell("cat README.md >/dev/null && echo seen", Duration.ofSeconds(30)));
            assertThat(exit).isEqualTo(new Exit.Exited(0));
        }
        assertThat(folder.resolve("log")).content(StandardCharsets.UTF_8).contains("seen");
    }

    @Test
    void an_exit_code_is_passed_on() throws Exception {
        try (var workspace = node().open(order("agent"))) {
            assertThat(workspace.run(shell("exit 7", Duration.ofSeconds(30))))
                    .isEqualTo(new Exit.Exited(7));
        }
    }

    @Test
    void a_program_that_takes_too_long_is_stopped() throws Exception {
        try (var workspace = node().open(order("agent"))) {
            assertThat(workspace.run(shell("sleep 600", Duration.ofMillis(300))))
                    .isInstanceOf(Exit.TimedOut.class);
        }
    }

    @Test
    void what_was_left_in_the_tree_comes_into_the_hub() throws Exception {
        try (var workspace = node().open(order("agent"))) {
            workspace.run(shell("echo made > made.txt", Duration.ofSeconds(30)));
            var commit =
                    workspace.collect(
                            new CollectOrder(ATTEMPT, start(), List.of("made.txt"), "left behind"));
            assertThat(hub().tree(commit).read("made.txt", 100))
                    .hasValueSatisfying(
                            content -> assertThat(content).asString().isEqualTo("made\n"));
            assertThat(hub().tree(commit).paths()).containsExactly("README.md", "made.txt");
        }
    }

    @Test
    void a_tree_that_did_not_change_is_the_commit_it_started_from() throws Exception {
        try (var workspace = node().open(order("agent"))) {
            workspace.run(shell("true", Duration.ofSeconds(30)));
            assertThat(workspace.collect(new CollectOrder(ATTEMPT, start(), List.of(), "nothing")))
                    .isEqualTo(start());
        }
    }

    @Test
    void two_workspaces_of_one_attempt_do_not_meet() throws Exception {
        try (var one = node().open(order("agent"));
                var other = node().open(order("check-tests"))) {
            one.run(shell("echo secret > mine.txt", Duration.ofSeconds(30)));
            assertThat(other.run(shell("test ! -e mine.txt", Duration.ofSeconds(30))))
                    .isEqualTo(new Exit.Exited(0));
        }
    }

    @Test
    void files_that_match_are_fetched() throws Exception {
        var into = folder.resolve("fetched");
        try (var workspace = node().open(order("check-tests"))) {
            workspace.run(
                    shell(
                            "mkdir -p out/a && echo r > out/a/r.xml && echo x > out/a/x.txt",
                            Duration.ofSeconds(30)));
            workspace.fetch(List.of("out/**/*.xml"), into, 1_000);
        }
        assertThat(Files.exists(into.resolve("out/a/r.xml"))).isTrue();
        assertThat(Files.exists(into.resolve("out/a/x.txt"))).isFalse();
    }

    @Test
    void files_that_were_asked_to_be_left_out_are_not_in_the_checkout() throws Exception {
        var without = new WorkspaceOrder(ATTEMPT, "check-tests", start(), List.of("**/README.md"));
        try (var workspace = node().open(without)) {
            assertThat(workspace.run(shell("test ! -e README.md", Duration.ofSeconds(30))))
                    .isEqualTo(new Exit.Exited(0));
        }
    }

    private WorkspaceOrder order(String purpose) {
        return new WorkspaceOrder(ATTEMPT, purpose, start());
    }

    private Execution shell(String script, Duration timeout) {
        return new Execution(
                List.of("/bin/sh", "-c", script),
                Map.of(),
                Execution.Surroundings.NONE,
                new Execution.Bounds(timeout, Duration.ZERO, 1 << 20),
                folder.resolve("log"));
    }
}
