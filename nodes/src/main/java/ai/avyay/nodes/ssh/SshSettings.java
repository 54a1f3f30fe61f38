package ai.avyay.nodes.ssh;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How the program `ssh` is called for one machine.
///
/// What the user's own `~/.ssh/config` says of the machine (name, port, key, jump hosts) holds;
/// what would make a call wait for a person, or give the machine something of the user's, is
/// switched off.
///
/// @param destination what the user would type after `ssh`, such as `dev@mbp3`
/// @param configuration read in the place of the user's own
/// @param control a folder of the user's own, for the sockets by which calls share a connection;
///   its path is short, since that of a socket must be
public record SshSettings(String destination, Optional<Path> configuration, Path control) {
    static final Duration CONNECT_PATIENCE = Duration.ofSeconds(15);
    private static final Duration ALIVE_INTERVAL = Duration.ofSeconds(5);
    private static final int ALIVE_MISSES = 3;
    private static final Duration SHARED_FOR = Duration.ofMinutes(2);

    public SshSettings {
        if (destination.isBlank() || destination.startsWith("-")) {
            throw new IllegalArgumentException(
                    "'%s' is no machine that ssh could reach".formatted(destination));
        }
    }

    /// The command that has the machine's shell carry out `remote`.
    List<String> command(String remote) {
        var command = new ArrayList<>(List.of("ssh", "-T"));
        configuration.ifPresent(file -> command.addAll(List.of("-F", file.toString())));
        for (var option : options()) {
            command.add("-o");
            command.add(option);
        }
        command.addAll(List.of("--", destination, remote));
        return command;
    }

    /// A short name of its own: `ssh` adds to it, and the path of a socket cannot be long.
    private String socket() {
        return "ssh-" + Integer.toHexString(List.of(destination, configuration).hashCode());
    }

    private List<String> options() {
        return List.of(
                "BatchMode=yes",
                "StrictHostKeyChecking=yes",
                "ConnectTimeout=" + CONNECT_PATIENCE.toSeconds(),
                "ServerAliveInterval=" + ALIVE_INTERVAL.toSeconds(),
                "ServerAliveCountMax=" + ALIVE_MISSES,
                "ControlMaster=auto",
                "ControlPersist=" + SHARED_FOR.toSeconds(),
                "ControlPath=" + control.resolve(socket()),
                "ForwardAgent=no",
                "ForwardX11=no",
                "PermitLocalCommand=no",
                "ClearAllForwardings=yes",
                "SendEnv=-*",
                "LogLevel=ERROR");
    }
}
