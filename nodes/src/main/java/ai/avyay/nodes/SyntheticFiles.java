package ai.avyay.nodes;

import ai.avyay.engine.Execution.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The files of `/etc` that are made up, so that a program learns nothing of this machine's users
/// and names.
public final class SyntheticFiles {
    private static final Map<String, String> USERS =
            Map.of(
                    "passwd",
                    """
                    root:x:0:0:root:/:/usr/sbin/nologin
                    agent:x:1000:1000:agent:/avyay/home:/bin/sh
                    nobody:x:65534:65534:nobody:/:/usr/sbin/nologin
                    """,
                    "group",
                    """
                    root:x:0:
                    agent:x:1000:
                    nogroup:x:65534:
                    """);

    /// Only where the machine's own are not seen.
    private static final Map<String, String> NAMES =
            Map.of(
                    "hosts",
                    """
                    127.0.0.1 localhost
                    ::1 localhost
                    """,
                    "nsswitch.conf",
                    """
                    passwd: files
                    group: files
                    hosts: files
                    """);

    private SyntheticFiles() {}

    /// All of them, by their names.
    public static Map<String, String> all() {
        var all = new TreeMap<>(USERS);
        all.putAll(NAMES);
        return all;
    }

    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (var file : all().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /// How those that a program with `network` needs are seen, if they lie in `folder`.
    public static List<Mount> mounts(Path folder, Network network) {
        var names = new TreeMap<>(USERS);
        if (network != Network.OPEN) {
            names.putAll(NAMES);
        }
        return names.keySet().stream()
                .map(name -> Mount.readable(folder.resolve(name), "/etc/" + name))
                .toList();
    }
}
