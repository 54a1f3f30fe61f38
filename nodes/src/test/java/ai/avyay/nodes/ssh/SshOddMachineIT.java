package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeException;
import ai.avyay.planning.Contact;
import ai.avyay.testkit.Sshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Machines on which something is not as it should be: each is put up with, or told in a sentence.
@Timeout(120)
class SshOddMachineIT {
    @TempDir Path folder;

    private Optional<SshFixture> made = Optional.empty();

    private SshFixture fixture() {
        return made.orElseThrow();
    }

    private void make(List<String> wrapper, String shell) throws Exception {
        made = Optional.of(SshFixture.make(folder, new Sshd.Oddities(wrapper, shell)));
    }

    @AfterEach
    void end() {
        made.ifPresent(SshFixture::close);
    }

    private void works(SshNode node) throws Exception {
        var order =
                new ai.avyay.engine.WorkspaceOrder(SshFixture.ATTEMPT, "agent", fixture().start());
        try (var workspace = node.open(order)) {
            assertThat(workspace.run(fixture().script("echo made > made; pwd; echo $HOME; exit 4")))
                    .isEqualTo(new Exit.Exited(4));
            var commit = workspace.collect(fixture().collection("made"));
            assertThat(fixture().hub().show(commit, "made")).isEqualTo("made");
        }
        assertThat(fixture().cache().resolve("build-api")).doesNotExist();
    }

    private void refused(String reason) {
        assertThatThrownBy(() -> fixture().open())
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_shell_that_prints_a_banner() throws Exception {
        make(List.of(), "echo 'Welcome to the machine!'; echo; echo more >&2");
        works(fixture().node());
    }

    @Test
    void a_machine_that_answers_slowly() throws Exception {
        make(List.of(), "sleep 2");
        works(fixture().node());
    }

    @Test
    void a_machine_without_git() throws Exception {
        make(List.of(), SshFixture.without(folder, "git"));
        refused(
                "mbp3: git is not installed there; install git, and see that `ssh machine git --version` works");
    }

    @Test
    void a_folder_that_cannot_be_written_to() throws Exception {
        make(List.of(), "");
        Files.writeString(folder.resolve("it's a home/.cache"), "in the way");
        refused("cannot write to");
    }

    @Test
    void a_machine_without_a_sandbox_is_refused_unless_that_is_allowed() throws Exception {
        make(List.of(), SshFixture.without(folder, "bwrap"));
        assertThat(fixture().node().uncontained())
                .contains("mbp3: agents and checks can use the network");
        refused("bubblewrap is not installed there; or allow it with `agents: { sandbox: none }`");
        try (var node = fixture().trusting()) {
            works(node);
            assertThat(fixture().said())
                    .isEqualTo(
                            "%s\n%s\n"
                                    .formatted(
                                            fixture().place("agent/tree"),
                                            fixture().place("agent/home")));
        }
    }

    @Test
    void without_a_sandbox_what_leaves_its_group_is_killed_with_it_too() throws Exception {
        make(List.of(), SshFixture.without(folder, "bwrap"));
        var word = java.util.UUID.randomUUID().toString();
        try (var node = fixture().trusting()) {
            var order =
                    new ai.avyay.engine.WorkspaceOrder(
                            SshFixture.ATTEMPT, "agent", fixture().start());
            try (var workspace = node.open(order)) {
                var bounds =
                        new ai.avyay.engine.Execution.Bounds(
                                Duration.ofMillis(500), Duration.ZERO, 1 << 20);
                var script = "setsid sh -c 'sleep 600; : %s' & sleep 600".formatted(word);
                assertThat(workspace.run(fixture().script(script, bounds)))
                        .isEqualTo(new Exit.TimedOut(bounds.timeout()));
                assertThat(Waiting.processes(word)).isEmpty();
            }
        }
    }

    @Test
    void a_disk_without_room_for_the_base() throws Exception {
        onDisk("40k");
        refused("mbp3: the disk of its ~/.cache/avyay is full, make room there");
        fixture().node().sweep(Set.of());
    }

    @Test
    void a_disk_that_a_program_fills_is_not_its_fault() throws Exception {
        onDisk("4m");
        try (var workspace = fixture().open()) {
            assertThatThrownBy(() ->
                            workspace.run(
                                    fixture()
                                            .script(
                                                    "head -c 9000000 /dev/zero > big; yes | head -c 9000000; exit 1")))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("the disk of its ~/.cache/avyay is full");
        }
    }

    /// A machine whose disk is a small one of its own.
    private void onDisk(String size) throws Exception {
        var cache = Files.createDirectories(folder.resolve("it's a home/.cache"));
        var mount = List.of("unshare", "-m", "/bin/sh", "-c");
        assumeTrue(
                succeeds(
                        List.of(
                                "unshare",
                                "-m",
                                "mount",
                                "-t",
                                "tmpfs",
                                "tmpfs",
                                cache.toString())),
                "needs the right to mount");
        var wrapper = new java.util.ArrayList<>(mount);
        wrapper.add("mount -t tmpfs -o size=%s tmpfs \"$0\" && exec \"$@\"".formatted(size));
        wrapper.add(cache.toString());
        make(wrapper, "");
    }

    private static boolean succeeds(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @Test
    void a_clock_that_is_a_day_off_is_told() throws Exception {
        make(List.of(), "");
        var system = InstantSource.system();
        InstantSource tomorrow = () -> system.instant().plus(Duration.ofDays(1));
        try (var node = fixture().at(tomorrow)) {
            assertThat(node.contact())
                    .isInstanceOfSatisfying(
                            Contact.Answered.class,
                            answered ->
                                    assertThat(answered.vitals().ahead())
                                            .isBetween(
                                                    Duration.ofHours(-25), Duration.ofHours(-23)));
        }
        assertThat(fixture().node().contact())
                .isInstanceOfSatisfying(
                        Contact.Answered.class,
                        answered -> assertThat(answered.vitals().ahead()).isEqualTo(Duration.ZERO));
    }

    @Test
    void a_machine_that_is_off_is_away() throws Exception {
        make(List.of(), "");
        fixture().sshd().close();
        assertThat(fixture().node().contact())
                .isInstanceOfSatisfying(
                        Contact.Away.class,
                        away -> assertThat(away.reason()).contains("nothing listens there"));
        assertThat(fixture().node().uncontained())
                .hasSize(1)
                .first()
                .asString()
                .contains("not known yet");
    }
}
