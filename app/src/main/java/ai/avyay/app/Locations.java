package ai.avyay.app;

import ai.avyay.engine.StateFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/// Where the engine keeps what it knows of one repository: `.avyay/` at its root, and the folders
/// outside of it that go by the repository's hash.
///
/// @param path `.avyay` itself
/// @param cache for workspaces
/// @param runtime for the control socket
public record Locations(Path path, Path cache, Path runtime) {
    private static final String EXCLUDED = "/.avyay/";
    private static final int LONGEST_SOCKET_PATH = 100;

    /// The state folder of `repository`, which need not exist yet.
    public static Locations of(Repository repository, Map<String, String> environment) {
        var hash = hash(repository.root());
        var cache = cacheFolder(environment);
        var runtime =
                folder(environment, "XDG_RUNTIME_DIR")
                        .map(given -> given.resolve("avyay"))
                        .filter(given -> given.toString().length() < LONGEST_SOCKET_PATH - 46)
                        .orElse(Path.of("/tmp/avyay-" + owner(repository.root())));
        return new Locations(
                repository.root().resolve(".avyay"), cache.resolve(hash), runtime.resolve(hash));
    }

    /// The engine's part of the person's cache folder, as the XDG Base Directory Specification
    /// says.
    static Path cacheFolder(Map<String, String> environment) {
        return folder(environment, "XDG_CACHE_HOME")
                .orElseGet(() -> home(environment).resolve(".cache"))
                .resolve("avyay");
    }

    /// The engine's part of the person's configuration folder, as the same specification says.
    static Path configurationFolder(Map<String, String> environment) {
        return folder(environment, "XDG_CONFIG_HOME")
                .orElseGet(() -> home(environment).resolve(".config"))
                .resolve("avyay");
    }

    static Path home(Map<String, String> environment) {
        return Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .map(Path::of)
                .filter(Path::isAbsolute);
    }

    private static String owner(Path root) {
        try {
            return String.valueOf(Files.getAttribute(root, "unix:uid"));
        } catch (IOException | UnsupportedOperationException unknown) {
            return System.getProperty("user.name");
        }
    }

    private static String hash(Path root) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = root.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(digest.digest(bytes), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        } catch (IOException unreadable) {
            throw CommandException.failed(root + " cannot be read: " + unreadable.getMessage());
        }
    }

    /// The name that the repository has in folders that several share.
    String repository() {
        return String.valueOf(cache.getFileName());
    }

    /// A folder for the sockets by which calls of `ssh` share a connection.
    Path connections() {
        try {
            createRuntime();
            return runtime;
        } catch (IOException failed) {
            throw CommandException.failed(
                    "%s cannot be made (%s); check permissions and free space"
                            .formatted(runtime, failed.getMessage()));
        }
    }

    public Path queue() {
        return path.resolve("queue");
    }

    public Path hub() {
        return path.resolve("hub.git");
    }

    /// Where a person describes agents of this repository.
    Path agents() {
        return path.resolve("agents");
    }

    /// What the build tools of this repository download. No other repository sees it: what one
    /// project's build writes there is not to be trusted in another's.
    CacheStore caches() {
        return new CacheStore(cache.resolveSibling("caches").resolve(cache.getFileName()));
    }

    InForce inForce() {
        return new InForce(path.resolve("in-force.yaml"));
    }

    Path lock() {
        return path.resolve("lock");
    }

    Path token() {
        return path.resolve("token");
    }

    Path socket() {
        return runtime.resolve("control");
    }

    /// The same folder as the engine knows it.
    public StateFolder state() {
        return new StateFolder(path);
    }

    public boolean exists() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /// Makes the folder, and has git ignore it without touching a file of the user's.
    public void create(Repository repository) {
        try {
            if (Files.isSymbolicLink(path)) {
                throw CommandException.refused(
                        path
                                + " is a link; the engine keeps its state only in a folder of its own");
            }
            Files.createDirectories(path);
            exclude(repository.gitFolder().resolve("info"));
        } catch (IOException failed) {
            throw CommandException.failed(
                    "%s cannot be made (%s); check permissions and free space"
                            .formatted(path, failed.getMessage()));
        }
    }

    private static void exclude(Path folder) throws IOException {
        var file = folder.resolve("exclude");
        var before = Files.exists(file) ? Files.readString(file) : "";
        if (before.lines().anyMatch(EXCLUDED::equals)) {
            return;
        }
        Files.createDirectories(folder);
        var gap = before.isEmpty() || before.endsWith("\n") ? "" : "\n";
        Files.writeString(
                file, gap + EXCLUDED + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Makes the folder of the control socket, which nobody else may enter.
    void createRuntime() throws IOException {
        var owned =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        var parent = runtime.getParent();
        if (parent != null && !Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(parent, owned);
        }
        if (!Files.exists(runtime, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectory(runtime, owned);
        }
        for (var folder : new Path[] {parent, runtime}) {
            refuseForeign(folder);
        }
    }

    private void refuseForeign(Path folder) throws IOException {
        var mode = Files.getPosixFilePermissions(folder, LinkOption.NOFOLLOW_LINKS);
        var foreign =
                !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        || !Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS)
                                .equals(Files.getOwner(path, LinkOption.NOFOLLOW_LINKS))
                        || !PosixFilePermissions.toString(mode).endsWith("------");
        if (foreign) {
            throw CommandException.refused(
                    "%s is open to others or not yours, so the control socket would not be safe there; set XDG_RUNTIME_DIR to a folder of your own"
                            .formatted(folder));
        }
    }
}
