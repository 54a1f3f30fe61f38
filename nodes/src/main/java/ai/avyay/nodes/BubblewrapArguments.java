package ai.avyay.nodes;

import ai.avyay.engine.Execution.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command line of bubblewrap for an enclosure: a pure function.
///
/// Only what is listed exists in the sandbox. The environment is not on the command line, because
/// everybody on the machine can read that; the exceptions are the variables of the dynamic loader,
/// which would act on bubblewrap itself.
public record BubblewrapArguments(SystemFolders system, Optional<Path> gateway) {
    /// Where the gateway's socket is seen.
    static final String GATEWAY = "/avyay/gateway.sock";

    private static final List<String> ALONE =
            List.of(
                    "--unshare-user",
                    "--uid",
                    "1000",
                    "--gid",
                    "1000",
                    "--unshare-pid",
                    "--unshare-ipc",
                    "--unshare-uts",
                    "--unshare-cgroup-try",
                    "--hostname",
                    "localhost",
                    "--cap-drop",
                    "ALL",
                    "--die-with-parent",
                    "--new-session",
                    // So bubblewrap itself ends only when the whole process tree is dead: the
                    // kernel reports the death of the
                    // first process of a namespace after that of all others.
                    "--as-pid-1");

    /// The arguments, the names of loader variables included, that come before the program.
    public List<String> of(Enclosure enclosure) {
        var arguments = new ArrayList<>(ALONE);
        if (enclosure.network() != Network.OPEN) {
            arguments.add("--unshare-net");
        }
        for (var folder : system.present()) {
            arguments.addAll(List.of("--ro-bind", folder.toString(), folder.toString()));
        }
        system.links()
                .forEach((link, target) -> arguments.addAll(List.of("--symlink", target, link)));
        if (enclosure.network() == Network.OPEN) {
            for (var file : SystemFolders.NAMES) {
                arguments.addAll(List.of("--ro-bind-try", file, file));
            }
        }
        arguments.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--dir", "/run"));
        arguments.addAll(List.of("--symlink", "/run", "/var/run", "--symlink", "/tmp", "/var/tmp"));
        for (var mount : enclosure.mounts()) {
            arguments.addAll(
                    List.of(option(mount.access()), mount.source().toString(), mount.target()));
        }
        if (enclosure.network() == Network.GATEWAY) {
            gateway.ifPresent(
                    socket -> arguments.addAll(List.of("--ro-bind", socket.toString(), GATEWAY)));
        }
        // Where the engine is root, so are the files of the kernel's settings to a program without
        // any capability; bubblewrap leaves some of them writable.
        arguments.addAll(List.of("--remount-ro", "/proc", "--remount-ro", "/"));
        arguments.addAll(List.of("--chdir", enclosure.directory()));
        enclosure.environment().entrySet().stream()
                .filter(entry -> ofLoader(entry.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry ->
                        arguments.addAll(List.of("--setenv", entry.getKey(), entry.getValue())));
        arguments.add("--");
        return List.copyOf(arguments);
    }

    private static String option(Mount.Access access) {
        return switch (access) {
            case WRITABLE -> "--bind";
            case READABLE -> "--ro-bind";
            case READABLE_IF_THERE -> "--ro-bind-try";
        };
    }

    /// Whether the variable `name` acts on every program that is started with it.
    public static boolean ofLoader(String name) {
        return name.startsWith("LD_") || name.equals("GLIBC_TUNABLES");
    }
}
