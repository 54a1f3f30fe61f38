package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.Bounds;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Node;
import ai.avyay.engine.WorkspaceOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What works on a node outlives the connection and the engine.
@Timeout(120)
class SshNodeIT {
    /// Says "one", waits for the file `go`, and says "two".
    private static final String TWO_STEPS =
            "echo one; while [ ! -e go ]; do sleep 0.05; done; echo two; exit 3";

    @TempDir Path folder;

    /// A word that is on the command lines of this test's programs only.
    private final String word = UUID.randomUUID().toString();

    private SshFixture fixture;

    @BeforeEach
    void make() throws Exception {
        fixture = SshFixture.make(folder);
    }

    @AfterEach
    void end() throws Exception {
        fixture.node().sweep(Set.of());
        fixture.close();
        assertThat(Waiting.processes(word)).isEmpty();
    }

    private FutureTask<Exit> start(Node node, Execution execution) {
        var task =
                new FutureTask<>(() -> {
                    var workspace = node.open(order("agent"));
                    return workspace.run(execution);
                });
        Thread.ofVirtual().start(task);
        return task;
    }

    private WorkspaceOrder order(String purpose) {
        return new WorkspaceOrder(SshFixture.ATTEMPT, purpose, fixture.start());
    }

    private static Exit end(FutureTask<Exit> run) throws Exception {
        return run.get(60, TimeUnit.SECONDS);
    }

    private void awaitSaid(String text) throws InterruptedException {
        Waiting.until(() -> Files.exists(fixture.log()) && fixture.said().contains(text));
    }

    private Path result() {
        return fixture.place("agent").resolve("run/1/result");
    }

    private void go() throws IOException {
        Files.createFile(fixture.place("agent").resolve("tree/go"));
    }

    @Test
    void a_dropped_link_is_no_outcome() throws Exception {
        var run = start(fixture.node(), fixture.script(TWO_STEPS));
        awaitSaid("one");
        fixture.sshd().cut();
        go();
        assertThat(end(run)).isEqualTo(new Exit.Exited(3));
        assertThat(fixture.said()).isEqualTo("one\ntwo\n");
    }

    @Test
    void an_engine_that_was_started_again_takes_up_what_works_still() throws Exception {
        letGo(fixture.script(TWO_STEPS), "one");
        go();
        try (var again = fixture.again()) {
            assertThat(end(start(again, fixture.script(TWO_STEPS)))).isEqualTo(new Exit.Exited(3));
        }
        assertThat(fixture.said()).isEqualTo("one\ntwo\n");
    }

    @Test
    void a_log_that_is_not_the_node_s_is_written_anew() throws Exception {
        letGo(fixture.script(TWO_STEPS), "one");
        go();
        Waiting.until(() -> Files.exists(result()));
        for (var other : new String[] {"", "another", "one\ntwo\nthree\n", "one\n"}) {
            Files.writeString(fixture.log(), other);
            assertThat(end(start(fixture.node(), fixture.script(TWO_STEPS))))
                    .isEqualTo(new Exit.Exited(3));
            assertThat(fixture.said()).isEqualTo("one\ntwo\n");
        }
    }

    @Test
    void what_lost_its_runner_has_vanished_with_all_its_programs() throws Exception {
        var run = start(fixture.node(), fixture.script("echo one; " + sleeper()));
        awaitSaid("one");
        var pid = Files.readString(fixture.place("agent").resolve("run/1/pid")).split(" ", 2)[0];
        ProcessHandle.of(Long.parseLong(pid)).orElseThrow().destroyForcibly();
        assertThat(end(run)).isEqualTo(new Exit.Vanished("its runner was killed"));
        Waiting.until(() -> Waiting.processes(word).isEmpty());
    }

    @Test
    void what_holds_a_lease_is_killed_on_the_node_when_it_is_not_renewed() throws Exception {
        var bounds =
                new Bounds(
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        1 << 20,
                        Optional.of(Duration.ofSeconds(2)));
        letGo(fixture.script("echo one; " + sleeper(), bounds), "one");
        Waiting.until(() -> Files.exists(result()));
        assertThat(Waiting.processes(word)).isEmpty();
        assertThat(end(start(fixture.node(), fixture.script("true", bounds))))
                .isEqualTo(new Exit.Vanished("its lease was not renewed in time"));
    }

    @Test
    void a_lease_is_renewed_while_somebody_listens() throws Exception {
        var bounds =
                new Bounds(
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        1 << 20,
                        Optional.of(Duration.ofSeconds(2)));
        var run = start(fixture.node(), fixture.script("sleep 5; echo done", bounds));
        assertThat(end(run)).isEqualTo(new Exit.Exited(0));
    }

    @Test
    void what_holds_none_works_on_alone() throws Exception {
        letGo(fixture.script(TWO_STEPS), "one");
        fixture.sshd().cut();
        go();
        Waiting.until(() -> Files.exists(result()));
        assertThat(result()).content().startsWith("exited 3");
    }

    @Test
    void closing_kills_what_works_and_removes_it() throws Exception {
        letGo(fixture.script("echo one; " + sleeper()), "one");
        fixture.node().open(order("agent")).close();
        assertThat(fixture.place("agent")).doesNotExist();
        Waiting.until(() -> Waiting.processes(word).isEmpty());
    }

    @Test
    void a_sweep_spares_the_living_but_not_the_checks_of_an_earlier_engine() throws Exception {
        letGo(fixture.script("echo one; " + sleeper()), "one");
        var check = fixture.node().open(order("check-tests"));
        var live = Set.of(SshFixture.ATTEMPT);
        fixture.node().sweep(live);
        assertThat(workspaces()).hasSize(2);
        try (var again = fixture.again()) {
            again.sweep(live);
            assertThat(workspaces()).containsExactly("agent");
            assertThat(Waiting.processes(word)).isNotEmpty();
            again.sweep(Set.of());
        }
        assertThat(fixture.cache().resolve("build-api")).doesNotExist();
        check.close();
    }

    private List<String> workspaces() throws IOException {
        try (var entries = Files.list(fixture.place("agent").getParent())) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }

    private String sleeper() {
        return "setsid sh -c 'sleep 600; : " + word + "' & sh -c 'sleep 600; : " + word + "'";
    }

    /// Starts a run, and lets go of it when it has said `text`.
    private void letGo(Execution execution, String text) throws Exception {
        var workspace = fixture.open();
        var run =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                workspace.run(execution);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        awaitSaid(text);
        run.interrupt();
        assertThat(run.join(Duration.ofSeconds(30))).isTrue();
    }
}
