package ai.avyay.nodes.ssh;

import ai.avyay.engine.Hub;
import ai.avyay.engine.NodeException;
import ai.avyay.nodes.SystemFolders;
import ai.avyay.nodes.WorkspaceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A machine on the other end of a connection, with what we know of it.
final class Machine {
    /// How long a script may take that does little.
    static final Duration SHORT = Duration.ofSeconds(60);

    /// How long a script may take that moves the files of a workspace about.
    static final Duration LONG = Duration.ofMinutes(30);

    static final RemoteProcess.Input NOTHING = stream -> {};

    private final String name;
    private final Ssh ssh;
    private final SshNode.Home home;
    private final AtomicReference<Optional<RemoteFacts>> facts =
            new AtomicReference<>(Optional.empty());

    Machine(String name, Ssh ssh, SshNode.Home home) {
        this.name = name;
        this.ssh = ssh;
        this.home = home;
    }

    String name() {
        return name;
    }

    Ssh ssh() {
        return ssh;
    }

    Hub hub() {
        return home.hub();
    }

    String repository() {
        return home.repository();
    }

    Path state() {
        return home.state();
    }

    WorkspaceLimits limits() {
        return home.terms().limits();
    }

    int slots() {
        return home.terms().slots();
    }

    boolean needsSandbox() {
        return home.terms().sandbox();
    }

    /// What the machine is; asked once.
    RemoteFacts facts() throws InterruptedException {
        var known = facts.get();
        if (known.isPresent()) {
            return known.get();
        }
        var said = call(Scripts.PROBE, SystemFolders.candidates(), NOTHING, SHORT);
        var found = RemoteFacts.parse(name, said);
        facts.set(Optional.of(found));
        return found;
    }

    /// What `script` printed.
    ///
    /// @throws NodeException if it failed; the message holds what it said
    String call(
            Scripts script, List<String> arguments, RemoteProcess.Input input, Duration patience)
            throws InterruptedException {
        var reply = ssh.call(script.text(), arguments, input, patience);
        if (!reply.isGood()) {
            throw failure(reply.errors());
        }
        return reply.output();
    }

    /// What went wrong on the machine, with what to do about it.
    NodeException failure(String said) {
        var line = said.strip().lines().reduce("", (_, last) -> last);
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return new NodeException(
                    "%s: the disk of its ~/.cache/avyay is full, make room there (%s)"
                            .formatted(name, line));
        }
        var advice =
                line.contains("cannot write to")
                        ? "; see who owns that folder, and whether there is room"
                        : line.startsWith("git is not installed")
                                ? "; install git, and see that `ssh %s git --version` works"
                                        .formatted(ssh.destination())
                                : "";
        return new NodeException(name + ": " + line + advice);
    }
}
