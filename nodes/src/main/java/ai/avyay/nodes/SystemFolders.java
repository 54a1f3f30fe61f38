package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The folders and files of the operating system that programs need, read-only: no user's file is
/// among them.
///
/// @param present what exists of them, real files and folders
/// @param links those that are links on this machine, as the link's path and its target
public record SystemFolders(List<Path> present, TreeMap<String, String> links) {
    private static final List<String> ROOTS =
            List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store");

    /// What programs look up in `/etc`; never a folder that may hold private keys.
    private static final List<String> SETTINGS =
            List.of(
                    "alternatives",
                    "ca-certificates",
                    "ca-certificates.conf",
                    "crypto-policies",
                    "debian_version",
                    "fonts",
                    "gai.conf",
                    "inputrc",
                    "ld.so.cache",
                    "ld.so.conf",
                    "ld.so.conf.d",
                    "locale.alias",
                    "localtime",
                    "magic",
                    "magic.mime",
                    "maven",
                    "mime.types",
                    "networks",
                    "os-release",
                    "perl",
                    "pki/ca-trust",
                    "pki/tls/cert.pem",
                    "pki/tls/certs",
                    "pki/java",
                    "protocols",
                    "python3",
                    "rpc",
                    "services",
                    "ssl/certs",
                    "ssl/openssl.cnf",
                    "terminfo",
                    "timezone");

    /// What a program needs besides to reach others by their names.
    static final List<String> NAMES =
            List.of("/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf");

    /// Where any machine may have some; besides, `/etc/java-*`.
    public static List<String> candidates() {
        return Stream.concat(ROOTS.stream(), SETTINGS.stream().map(name -> "/etc/" + name))
                .toList();
    }

    static SystemFolders ofThisMachine() {
        var present = new ArrayList<Path>();
        var links = new TreeMap<String, String>();
        for (var root : ROOTS) {
            var path = Path.of(root);
            if (Files.isSymbolicLink(path)) {
                links.put(root, target(path));
            } else if (Files.isDirectory(path)) {
                present.add(path);
            }
        }
        for (var name : SETTINGS) {
            var path = Path.of("/etc", name);
            if (Files.isReadable(path)) {
                present.add(path);
            }
        }
        present.addAll(javaSettings());
        return new SystemFolders(List.copyOf(present), links);
    }

    /// Debian keeps the settings of a JDK outside of its folder.
    private static List<Path> javaSettings() {
        try (var found = Files.newDirectoryStream(Path.of("/etc"), "java-*")) {
            var settings = new ArrayList<Path>();
            found.forEach(settings::add);
            settings.sort(null);
            return settings;
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
