package ai.avyay.nodes;

import ai.avyay.engine.Execution.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The profile of macOS's `sandbox-exec` for an enclosure: a pure function.
///
/// Everything is denied that is not listed. Metadata of all files stays readable, because resolving
/// any path needs it.
public record SeatbeltProfile(Optional<Path> gateway) {
    private static final List<String> SYSTEM =
            List.of(
                    "/usr",
                    "/bin",
                    "/sbin",
                    "/System",
                    "/Library/Apple",
                    "/Library/Developer",
                    "/Library/Java",
                    "/Library/Frameworks",
                    "/opt/homebrew",
                    "/private/etc/ssl",
                    "/private/etc/localtime",
                    "/private/var/db/timezone",
                    "/private/var/db/dyld",
                    "/private/var/select",
                    "/Applications/Xcode.app",
                    "/dev");

    public String of(Enclosure enclosure) {
        var lines =
                Stream.of(
                                Stream.of(
                                        "(version 1)",
                                        "(deny default)",
                                        "(allow process-fork process-exec signal (target same-sandbox))",
                                        "(allow sysctl-read)",
                                        "(allow file-read-metadata)",
                                        "(allow file-read* (literal \"/\"))"),
                                SYSTEM.stream()
                                        .map(folder ->
                                                "(allow file-read* (subpath "
                                                        + quoted(folder)
                                                        + "))"),
                                Stream.of(
                                        "(allow file-write* (literal \"/dev/null\") (literal \"/dev/tty\"))",
                                        "(allow mach-lookup (global-name \"com.apple.system.opendirectoryd.libinfo\"))"),
                                enclosure.mounts().stream().map(SeatbeltProfile::access),
                                network(enclosure.network()))
                        .flatMap(line -> line);
        return lines.collect(Collectors.joining("\n"));
    }

    private static String access(Mount mount) {
        var right =
                mount.access() == Mount.Access.WRITABLE ? "file-read* file-write*" : "file-read*";
        return "(allow " + right + " (subpath " + quoted(mount.source().toString()) + "))";
    }

    private Stream<String> network(Network network) {
        return switch (network) {
            case NONE -> Stream.empty();
            case GATEWAY ->
                    gateway.stream()
                            .map(socket ->
                                    "(allow network-outbound (literal "
                                            + quoted(socket.toString())
                                            + "))");
            case OPEN -> Stream.of("(allow network*)", "(allow system-socket)");
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
