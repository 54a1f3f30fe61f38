package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.Bounds;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How a run ends, and that nothing of it lives on.
class RunIT {
    private static final long MIB = 1 << 20;

    @TempDir Path folder;

    /// A word that is on the command lines of this test's processes only.
    private final String word = UUID.randomUUID().toString();

    private Fixture fixture;

    @BeforeEach
    void make() {
        fixture = Fixture.make(folder);
    }

    private Exit run(String script, Bounds bounds) throws InterruptedException {
        try (var workspace = fixture.open()) {
            var exit = workspace.run(fixture.script(script, bounds));
            assertThat(Fixture.processes(word)).isEmpty();
            return exit;
        }
    }

    private static Bounds timeout(Duration timeout) {
        return new Bounds(timeout, Duration.ZERO, MIB);
    }

    private static Bounds silence(Duration silence) {
        return new Bounds(Duration.ofSeconds(60), silence, MIB);
    }

    /// A command that lasts, with the word on its command line.
    private String sleeper() {
        return "sh -c 'sleep 600; : " + word + "'";
    }

    @Test
    void the_exit_code_is_the_program_s_own() throws Exception {
        assertThat(run("exit 0", Fixture.BOUNDS)).isEqualTo(new Exit.Exited(0));
        assertThat(run("exit 255", Fixture.BOUNDS)).isEqualTo(new Exit.Exited(255));
        assertThat(run("kill -TERM $$", Fixture.BOUNDS)).isEqualTo(new Exit.Exited(143));
        assertThat(run("kill -KILL $$", Fixture.BOUNDS)).isEqualTo(new Exit.Exited(137));
        assertThat(fixture.said()).isEmpty();
    }

    @Test
    void both_outputs_are_in_the_log_and_input_is_at_its_end() throws Exception {
        run("echo out; echo err >&2; cat; printf '\\377\\376'", Fixture.BOUNDS);
        assertThat(fixture.said()).isEqualTo("out\nerr\n\u00ff\u00fe");
    }

    @Test
    void what_runs_in_the_background_ends_with_the_program() throws Exception {
        var script =
                "for i in 1 2 3; do setsid "
                        + sleeper()
                        + " >/dev/null 2>&1 </dev/null & done; ("
                        + sleeper()
                        + " &); exit 3";
        assertThat(run(script, Fixture.BOUNDS)).isEqualTo(new Exit.Exited(3));
    }

    @Test
    void a_run_that_is_too_long_is_asked_to_end() throws Exception {
        var bounds = timeout(Duration.ofMillis(400));
        assertThat(
                        run(
                                "trap 'echo asked; exit' TERM; setsid "
                                        + sleeper()
                                        + " & while :; do sleep 0.01; done",
                                bounds))
                .isEqualTo(new Exit.TimedOut(bounds.timeout()));
        assertThat(fixture.said()).isEqualTo("asked\n");
    }

    @Test
    void a_run_that_does_not_listen_is_killed() throws Exception {
        fixture = impatient(WorkspaceLimits.USUAL.workspaceBytes());
        var bounds = timeout(Duration.ofMillis(400));
        assertThat(run("trap '' TERM; setsid " + sleeper() + " & " + sleeper(), bounds))
                .isEqualTo(new Exit.TimedOut(bounds.timeout()));
    }

    @Test
    void a_storm_of_processes_is_over_when_the_run_is() throws Exception {
        fixture = impatient(WorkspaceLimits.USUAL.workspaceBytes());
        var bounds = timeout(Duration.ofMillis(250));
        // Bounded by itself: a limit of the shell does not hold for everybody, and a real storm
        // would take the machine with it.
        var storm = "i=0; while [ $i -lt 200 ]; do " + sleeper() + " & i=$((i + 1)); done; wait";
        assertThat(run("trap '' TERM; " + storm, bounds)).isInstanceOf(Exit.TimedOut.class);
        assertThat(Fixture.processes(word)).isEmpty();
    }

    /// The number is bounded by the script too, should the limit not hold.
    @Test
    void the_number_of_processes_is_limited_for_the_superuser_too() throws Exception {
        assumeTrue(
                !Superuser.isUs() || ControlGroups.ofThisMachine().isPresent(),
                "needs control groups that this superuser may make");
        run(
                "i=0; while [ $i -lt 2300 ]; do sleep 600 & i=$((i + 1)); done; echo all",
                Fixture.BOUNDS);
        assertThat(fixture.said()).contains("Cannot fork").doesNotContain("all");
    }

    @Test
    void silence_is_neither_output_nor_a_changed_file() throws Exception {
        var silence = Duration.ofMillis(600);
        assertThat(run(sleeper(), silence(silence))).isEqualTo(new Exit.Silent(silence));
        var busy = "for i in 1 2 3 4 5 6 7 8 9 10; do %s; sleep 0.15; done";
        assertThat(run(busy.formatted("echo $i"), silence(silence))).isEqualTo(new Exit.Exited(0));
        assertThat(run(busy.formatted("echo $i > $i"), silence(silence)))
                .isEqualTo(new Exit.Exited(0));
    }

    @Test
    void an_interrupt_ends_the_run_and_is_handed_on() throws Exception {
        try (var workspace = fixture.open()) {
            var watch = fixture.watch(fixture.tree("agent"));
            var run =
                    fixture.start(
                            workspace,
                            fixture.script("touch ready; setsid " + sleeper() + " & " + sleeper()));
            watch.await("ready");
            run.interrupt();
            assertThat(run.join(Duration.ofSeconds(30))).isTrue();
            assertThat(Fixture.processes(word)).isEmpty();
        }
    }

    @Test
    void a_flood_of_output_does_not_fill_the_disk() throws Exception {
        assertThat(run("echo first; head -c 300000000 /dev/zero; echo last", Fixture.BOUNDS))
                .isEqualTo(new Exit.Exited(0));
        assertThat(Files.size(fixture.log())).isLessThan(MIB + 100);
        assertThat(fixture.said())
                .startsWith("first\n")
                .endsWith("last\n")
                .contains("bytes of output were dropped here");
    }

    @Test
    void a_workspace_that_grows_too_large_ends_the_run() throws Exception {
        fixture = impatient(5 * MIB);
        var bounds = new Bounds(Duration.ofSeconds(60), Duration.ofSeconds(1), MIB);
        assertThat(run("head -c 6000000 /dev/zero > big; " + sleeper(), bounds))
                .isEqualTo(new Exit.Exited(137));
        assertThat(fixture.said()).contains("[avyay: stopped: the workspace grew to 6");
    }

    @Test
    void a_log_that_cannot_be_written_ends_the_run() throws Exception {
        try (var workspace = fixture.open()) {
            var full =
                    new Execution(
                            List.of("sh", "-c", "yes; " + sleeper()),
                            Map.of(),
                            Surroundings.NONE,
                            Fixture.BOUNDS,
                            Path.of("/dev/full"));
            assertThat(catchThrowable(() -> workspace.run(full)))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("log");
        }
    }

    @Test
    void nothing_lives_on_when_the_engine_is_killed() throws Exception {
        var engine =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledEngine.class.getName(),
                                Files.createDirectory(folder.resolve("engine")).toString(),
                                "setsid " + sleeper() + " & touch started; " + sleeper())
                        .redirectErrorStream(true)
                        .start();
        try (var said = engine.inputReader()) {
            assertThat(said.readLine()).isEqualTo("started");
            var processes = Fixture.processes(word);
            assertThat(processes).hasSizeGreaterThanOrEqualTo(4);
            engine.destroyForcibly().waitFor();
            for (var process : processes) {
                process.onExit().get(20, TimeUnit.SECONDS);
            }
            assertThat(Fixture.processes(word)).isEmpty();
        } finally {
            engine.destroyForcibly();
        }
    }

    private Fixture impatient(long workspaceBytes) throws IOException {
        var limits = new WorkspaceLimits(workspaceBytes, 1_000_000, MIB, 0, Duration.ofMillis(100));
        return Fixture.make(
                Files.createDirectory(folder.resolve("impatient")),
                Sandbox.detect(Optional.empty()),
                limits);
    }
}
