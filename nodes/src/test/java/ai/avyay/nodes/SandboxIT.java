package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Layer;
import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program in the sandbox can see and reach, each way out tried for real.
class SandboxIT {
    @TempDir Path folder;

    private Fixture fixture;

    @BeforeEach
    void make() {
        fixture = Fixture.make(folder);
    }

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
    void the_environment_is_made_from_nothing() throws Exception {
        assertThat(fixture.output("env; env -0 </proc/1/environ >/dev/null").lines())
                .allMatch(
                        line -> line.matches("(PATH|LANG|TERM|HOME|TMPDIR|PWD|SHLVL|_|OLDPWD)=.*"))
                .contains("HOME=/avyay/home", "TMPDIR=/tmp", "LANG=C.UTF-8", "TERM=dumb");
    }

    @Test
    void the_environment_arrives_but_is_on_no_command_line() throws Exception {
        try (var workspace = fixture.open()) {
            var started = fixture.watch(fixture.tree("agent"));
            var run =
                    fixture.start(
                            workspace,
                            fixture.script(
                                    "echo $KEY; touch ready; sleep 60",
                                    Map.of("KEY", "sk-secret", "LD_DEBUG_OUTPUT", "x"),
                                    Surroundings.NONE,
                                    Fixture.BOUNDS));
            started.await("ready");
            assertThat(ProcessHandle.allProcesses().map(Fixture::commandLine))
                    .anyMatch(line -> line.contains("--die-with-parent"))
                    .noneMatch(line -> line.contains("sk-secret"));
            run.interrupt();
            run.join();
            assertThat(fixture.said()).startsWith("sk-secret\n");
        }
    }

    @Test
    void a_login_file_can_be_read_and_not_changed() throws Exception {
        var login = Files.writeString(folder.resolve("login.json"), "token");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
        var home =
                List.<HomeFile>of(
                        new HomeFile.Shared(".agent/auth.json", login),
                        new HomeFile.Written(".agent/settings.json", "{}"));
        var said =
                fixture.output(
                        "cd; cat .agent/*; echo stolen 2>/dev/null > .agent/auth.json; rm -f .agent/auth.json;"
                                + " echo more >> .agent/settings.json; cat .agent/settings.json",
                        new Surroundings(Network.NONE, List.of(), home, List.of()));
        assertThat(said).startsWith("token{}").contains("{}more");
        assertThat(login).hasContent("token");
    }

    @Test
    void what_is_visible_is_read_only_at_its_own_path() throws Exception {
        var tools = Files.createDirectories(folder.resolve("tools"));
        Files.writeString(tools.resolve("tool"), "echo tool\n");
        var said =
                fixture.output(
                        "sh %s/tool; echo x > %s/tool; ls %s".formatted(tools, tools, folder),
                        visible(tools));
        assertThat(said).startsWith("tool\n").contains("Read-only").endsWith("tools\n");
    }

    @Test
    void a_visible_folder_that_shows_the_hub_is_refused() throws Exception {
        try (var workspace = fixture.open()) {
            assertThat(workspace.run(fixture.script("true", visible(folder))))
                    .isInstanceOfSatisfying(
                            Exit.NotStarted.class,
                            exit -> assertThat(exit.reason()).contains("no program may see"));
            assertThat(workspace.run(fixture.script("true", visible(Path.of("/not/there")))))
                    .isEqualTo(
                            new Exit.NotStarted("/not/there is to be visible, but does not exist"));
        }
    }

    @Test
    void writes_to_a_layer_are_thrown_away() throws Exception {
        var cache = Files.createDirectories(folder.resolve("cache of mvn"));
        Files.writeString(cache.resolve("a.jar"), "jar");
        var layers =
                new Surroundings(
                        Network.NONE,
                        List.of(),
                        List.of(),
                        List.of(new Layer(cache, ".m2/repository")));
        var script = "cd ~/.m2/repository; ls; echo x > b.jar; echo y >> a.jar; cat a.jar b.jar";
        try (var workspace = fixture.open()) {
            for (var again = 0; again < 2; again++) {
                assertThat(workspace.run(fixture.script(script, layers)))
                        .isEqualTo(new Exit.Exited(0));
                assertThat(fixture.said()).isEqualTo("a.jar\njary\nx\n");
            }
        }
        assertThat(cache.resolve("a.jar")).hasContent("jar");
        assertThat(cache.resolve("b.jar")).doesNotExist();
    }

    @Test
    void a_layer_whose_path_the_kernel_cannot_take_is_copied() throws Exception {
        var cache = Files.createDirectories(folder.resolve("a,b:c"));
        Files.writeString(cache.resolve("a.jar"), "jar");
        var layers =
                new Surroundings(
                        Network.NONE,
                        List.of(),
                        List.of(),
                        List.of(new Layer(cache, "/avyay/cache")));
        assertThat(fixture.output("cat /avyay/cache/a.jar; echo x > /avyay/cache/a.jar", layers))
                .isEqualTo("jar");
        assertThat(cache.resolve("a.jar")).hasContent("jar");
    }

    @Test
    void a_link_left_in_home_leads_the_next_run_nowhere() throws Exception {
        try (var workspace = fixture.open()) {
            workspace.run(fixture.script("ln -s /oldroot/tmp ~/.agent; ln -s /etc/passwd ~/.file"));
            var behind =
                    new Surroundings(
                            Network.NONE,
                            List.of(),
                            List.of(new HomeFile.Written(".agent/x", "x")),
                            List.of());
            assertThat(workspace.run(fixture.script("true", behind)))
                    .isInstanceOfSatisfying(
                            Exit.NotStarted.class,
                            exit -> assertThat(exit.reason()).contains("in the way"));
            var at =
                    new Surroundings(
                            Network.NONE,
                            List.of(),
                            List.of(new HomeFile.Written(".file", "x")),
                            List.of());
            assertThat(workspace.run(fixture.script("cat ~/.file; ls -A /tmp", at)))
                    .isEqualTo(new Exit.Exited(0));
            assertThat(fixture.said()).isEqualTo("x");
        }
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
    void a_program_that_is_not_there_is_not_started() throws Exception {
        try (var workspace = fixture.open()) {
            var missing =
                    new Execution(
                            List.of("no-such-program"),
                            Map.of(),
                            Surroundings.NONE,
                            Fixture.BOUNDS,
                            fixture.log());
            assertThat(workspace.run(missing))
                    .isEqualTo(
                            new Exit.NotStarted(
                                    "there is no program 'no-such-program' in the sandbox"));
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

    private static Surroundings visible(Path path) {
        return new Surroundings(Network.NONE, List.of(path), List.of(), List.of());
    }
}
