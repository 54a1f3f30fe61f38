package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.engine.NodeAwayException;
import ai.avyay.testkit.Sshd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SshIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final RemoteProcess.Input NOTHING = stream -> {};

    @TempDir private Path folder;

    private Sshd sshd;
    private Ssh ssh;

    @BeforeEach
    void start() throws Exception {
        sshd = Sshd.start(folder);
        ssh = new Ssh(SshFixture.settings(sshd));
    }

    @AfterEach
    void end() {
        ssh.close();
        sshd.close();
    }

    private Ssh.Reply call(String script, String... arguments) throws InterruptedException {
        return ssh.call(script, List.of(arguments), NOTHING, PATIENCE);
    }

    @Test
    void a_script_gets_its_arguments_as_they_are() throws Exception {
        var awkward = "it's \"$HOME\" `id`\\ \n* é -n";
        var reply = call("printf '%s|' \"$@\"", "one", awkward, "");
        assertThat(reply).isEqualTo(new Ssh.Reply(0, "one|" + awkward + "||", ""));
    }

    @Test
    void a_script_reads_its_input() throws Exception {
        var input = "a\nb\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        assertThat(ssh.call("wc -c", List.of(), to -> to.write(input), PATIENCE).output().strip())
                .isEqualTo("400000");
    }

    @Test
    void an_end_is_told_from_a_lost_connection() throws Exception {
        assertThat(call("echo no >&2; exit 7")).isEqualTo(new Ssh.Reply(7, "", "no\n"));
        assertThat(call("exit 255").code()).isEqualTo(254);
        assertThatThrownBy(() -> call("kill -9 $(ps -o ppid= $PPID)"))
                .isInstanceOf(NodeAwayException.class);
    }

    @Test
    void a_machine_whose_key_is_unknown_is_refused_with_what_to_do() throws Exception {
        sshd.unpin();
        assertThatThrownBy(() -> call("true"))
                .isInstanceOf(NodeAwayException.class)
                .hasMessage(
                        "machine: its host key is not known; run `ssh machine true` once and compare it");
    }

    @Test
    void a_machine_with_another_key_is_refused() throws Exception {
        sshd.pin(Files.readString(folder.resolve("user.pub")));
        assertThatThrownBy(() -> call("true"))
                .isInstanceOf(NodeAwayException.class)
                .hasMessageContaining("not the one that is known");
    }

    @Test
    void a_machine_that_takes_no_key_is_said_to() throws Exception {
        Files.writeString(folder.resolve("authorized"), "");
        assertThatThrownBy(() -> call("true"))
                .isInstanceOf(NodeAwayException.class)
                .hasMessageContaining("it takes none of your keys");
    }

    @Test
    void a_machine_where_nothing_listens_is_said_to() {
        sshd.close();
        assertThatThrownBy(() -> call("true"))
                .isInstanceOf(NodeAwayException.class)
                .hasMessageContaining("nothing listens there");
    }

    @Test
    void calls_share_a_connection_until_it_is_closed() throws Exception {
        assertThat(call("echo $PPID").isGood()).isTrue();
        var first = call("ps -o ppid= $PPID").output();
        assertThat(call("ps -o ppid= $PPID").output()).isEqualTo(first);
        ssh.close();
        assertThat(call("ps -o ppid= $PPID").output()).isNotEqualTo(first);
    }

    @Test
    void a_script_that_does_not_end_in_time_is_given_up() throws IOException {
        assertThatThrownBy(() -> ssh.call("sleep 20", List.of(), NOTHING, Duration.ofMillis(500)))
                .isInstanceOf(NodeAwayException.class)
                .hasMessageContaining("no answer within");
    }
}
