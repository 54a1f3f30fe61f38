package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real sshd on loopback, with keys of its own, that plays one machine.
public final class Sshd implements AutoCloseable {
    /// The name under which the client's configuration knows it.
    public static final String NAME = "machine";

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/sbin/sshd"), Path.of("/usr/bin/sshd"));

    private final Path folder;
    private final int port;
    private final List<String> command;
    private Process process;

    private Sshd(Path folder, int port, List<String> command) throws IOException {
        this.folder = folder;
        this.port = port;
        this.command = List.copyOf(command);
        this.process = started(this.command);
    }

    /// Starts one that keeps its files in `folder`; the test is skipped where there is none.
    public static Sshd start(Path folder) throws IOException, InterruptedException {
        return start(folder, folder.resolve("home"));
    }

    /// Likewise, with `home` for the home folder that scripts find.
    public static Sshd start(Path folder, Path home) throws IOException, InterruptedException {
        return start(folder, home, new Oddities(List.of(), ""));
    }

    /// How it differs from a machine that one would wish for.
    ///
    /// @param wrapper a command that becomes sshd
    /// @param shell what the user's shell does before it does what it is told
    public record Oddities(List<String> wrapper, String shell) {
        public Oddities {
            wrapper = List.copyOf(wrapper);
        }
    }

    /// Likewise, with oddities.
    public static Sshd start(Path folder, Path home, Oddities oddities)
            throws IOException, InterruptedException {
        var program = PLACES.stream().filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(program.isPresent(), "needs sshd: install openssh-server");
        Files.createDirectories(folder);
        Files.createDirectories(home);
        key(folder.resolve("host"));
        key(folder.resolve("user"));
        Files.copy(folder.resolve("user.pub"), folder.resolve("authorized"));
        var port = freePort();
        Files.writeString(
                folder.resolve("config"), configuration(folder, port, home, oddities.shell()));
        var command = new ArrayList<>(oddities.wrapper());
        command.addAll(
                List.of(
                        program.orElseThrow().toString(),
                        "-D",
                        "-e",
                        "-f",
                        folder.resolve("config").toString()));
        var sshd = new Sshd(folder, port, command);
        sshd.pin(Files.readString(folder.resolve("host.pub")));
        return sshd;
    }

    private static void key(Path file) throws IOException, InterruptedException {
        var made =
                new ProcessBuilder(
                                "ssh-keygen",
                                "-q",
                                "-t",
                                "ed25519",
                                "-N",
                                "",
                                "-f",
                                file.toString())
                        .start();
        assertThat(made.waitFor()).isZero();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path folder, int port, Path home, String shell)
            throws IOException {
        var odd =
                Files.writeString(
                        folder.resolve("shell"), shell + "\neval \"$SSH_ORIGINAL_COMMAND\"\n");
        return """
        Port %d
        ListenAddress 127.0.0.1
        HostKey %s
        PidFile none
        AuthorizedKeysFile %s
        StrictModes no
        UsePAM no
        PasswordAuthentication no
        PermitRootLogin prohibit-password
        MaxSessions 100
        MaxStartups 200
        SetEnv HOME="%s"
        """
                        .formatted(port, folder.resolve("host"), folder.resolve("authorized"), home)
                + (shell.isEmpty() ? "" : "ForceCommand /bin/sh '" + odd + "'\n");
    }

    private static Process started(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        awaitListening(process.inputReader());
        return process;
    }

    private static void awaitListening(BufferedReader said) throws IOException {
        var line = said.readLine();
        while (line != null && !line.contains("Server listening")) {
            line = said.readLine();
        }
        assertThat(line).as("sshd does not start").isNotNull();
        Thread.ofVirtual().start(() -> drain(said));
    }

    private static void drain(BufferedReader said) {
        try {
            said.transferTo(Writer.nullWriter());
        } catch (IOException ended) {
            // As it is meant to.
        }
    }

    /// Has the client know `key` as this machine's.
    public void pin(String key) throws IOException {
        Files.writeString(folder.resolve("known"), "[127.0.0.1]:" + port + " " + key);
    }

    /// Has the client know no key of this machine.
    public void unpin() throws IOException {
        Files.writeString(folder.resolve("known"), "");
    }

    /// A configuration for the client that knows it under its name.
    public Path client() throws IOException {
        return Files.writeString(
                folder.resolve("client"),
                """
                Host %s
                  HostName 127.0.0.1
                  Port %d
                  IdentityFile %s
                  IdentitiesOnly yes
                  UserKnownHostsFile %s
                  GlobalKnownHostsFile /dev/null
                """
                        .formatted(NAME, port, folder.resolve("user"), folder.resolve("known")));
    }

    /// Cuts all connections; new ones are taken.
    public void cut() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
    }

    /// Takes the machine off the network: all connections end, and no new ones are taken.
    public void stop() {
        var all = process.descendants().toList();
        process.destroy();
        all.forEach(ProcessHandle::destroyForcibly);
        try {
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Brings a stopped one back, at the same address.
    public void restart() throws IOException {
        process = started(command);
    }

    @Override
    public void close() {
        stop();
    }
}
