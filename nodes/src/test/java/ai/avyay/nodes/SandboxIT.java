package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.Execution.Surroundings;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a program in the sandbox can see and reach, each way out tried for real.
class SandboxIT extends SandboxFixture {
    @Test
    void nothing_exists_but_the_system_and_the_workspace() throws Exception {
        assertThat(fixture.output("ls -A / /avyay /tmp /run /avyay/home").lines())
                .containsOnlyOnce("workspace", "home")
                .doesNotContain("root", "mnt", "opt", "srv", "boot", "media")
                .noneMatch(line -> line.startsWith("junit"));
        assertThat(fixture.output("ls -d " + System.getProperty("user.home") + "/.[a-z]*"))
                .contains("Exited[code=2]");
    }

    @Test
    void queue_hub_and_the_user_s_files_do_not_exist() throws Exception {
        var queue = Files.createDirectories(folder.resolve(".avyay/queue"));
        Files.writeString(queue.resolve("queue.json"), "{}");
        assertThat(
                        fixture.output(
                                "cat %s/queue.json; ls %s; ls %s"
                                        .formatted(queue, fixture.hub().location(), folder)))
                .doesNotContain("{}", "objects", "source")
                .contains("Exited[code=2]");
    }

    @Test
    void another_workspace_does_not_exist() throws Exception {
        var other = fixture.open("other");
        try (other) {
            assertThat(Files.exists(fixture.tree("other").resolve("README"))).isTrue();
            assertThat(fixture.output("cat " + fixture.tree("other").resolve("README")))
                    .doesNotContain("read me");
        }
    }

    @Test
    void a_socket_of_the_engine_cannot_be_reached() throws Exception {
        var path = folder.resolve("control.sock");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
            assertThat(fixture.output("test -e " + path + " && echo there; true")).isEmpty();
        }
    }

    @Test
    void without_network_not_even_this_machine_answers() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var knock =
                    "bash -c 'echo > /dev/tcp/127.0.0.1/"
                            + server.getLocalPort()
                            + "' && echo reached";
            assertThat(fixture.output(knock)).contains("refused").doesNotContain("reached");
            assertThat(fixture.output(knock, surroundings(Network.GATEWAY)))
                    .doesNotContain("reached");
            assertThat(fixture.output(knock, surroundings(Network.OPEN))).contains("reached");
        }
        assertThat(fixture.output("cat /etc/hosts; hostname"))
                .contains("127.0.0.1 localhost\n")
                .endsWith("localhost\n");
    }

    @Test
    void no_process_of_the_machine_is_seen() throws Exception {
        assertThat(fixture.output("ls /proc | grep -c '^[0-9]'").strip()).matches("[1-9]");
    }

    @Test
    void the_system_cannot_be_changed() throws Exception {
        assertThat(
                        fixture.output(
                                "for f in /x /usr/x /etc/passwd /etc/x /run/x;"
                                        + " do echo 1 2>/dev/null > $f && echo wrote $f; done;"
                                        + " mount -t tmpfs x /usr 2>&1; grep CapEff /proc/self/status;"
                                        + " find /proc -type f -writable 2>/dev/null | sed 's/^/wrote /'"))
                .doesNotContain("wrote")
                .contains("CapEff:\t0000000000000000");
    }

    @Test
    void only_the_gateway_s_socket_is_there_when_asked_for() throws Exception {
        var path = folder.resolve("gateway.sock");
        try (var socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));
            var gateway =
                    Fixture.make(
                            Files.createDirectory(folder.resolve("other")),
                            Sandbox.detect(Optional.of(path)));
            assertThat(
                            gateway.output(
                                    "test -S /avyay/gateway.sock; echo $?",
                                    surroundings(Network.GATEWAY)))
                    .isEqualTo("0\n");
            assertThat(gateway.output("test -S /avyay/gateway.sock; echo $?")).isEqualTo("1\n");
        }
    }

    @Test
    void it_stands_for_a_user_without_any_right_too() throws Exception {
        var setpriv = Programs.find("setpriv");
        assumeTrue(setpriv.isPresent(), "needs setpriv");
        assumeTrue(
                "root".equals(System.getProperty("user.name")),
                "needs root, to become somebody else");
        var enclosure = new Enclosure(List.of(), List.of(), Network.NONE, "/", Map.of());
        var command =
                new ArrayList<>(
                        List.of(
                                setpriv.get().toString(),
                                "--reuid=65534",
                                "--regid=65534",
                                "--clear-groups"));
        command.addAll(
                Sandbox.detect(Optional.empty())
                        .start(enclosure, List.of("/bin/sh", "-c", "id -u; test -w / || echo shut"))
                        .command());
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var said = process.inputReader()) {
            assertThat(said.lines()).containsExactly("1000", "shut");
        }
    }

    private static Surroundings surroundings(Network network) {
        return new Surroundings(network, List.of(), List.of(), List.of());
    }
}
