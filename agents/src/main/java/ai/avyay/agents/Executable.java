package ai.avyay.agents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A program found on this machine, with what a sandbox must show for it to run.
///
/// @param command how it starts without any PATH
/// @param visible the folders and files it consists of, its interpreter's included, system folders
///   left out
record Executable(List<String> command, Set<Path> visible) {
    private static final int LONGEST_SHEBANG = 512;
    private static final int MOST_LINKS = 16;
    private static final int MOST_INTERPRETERS = 3;
    private static final List<Path> SYSTEM =
            List.of(
                    Path.of("/usr"),
                    Path.of("/bin"),
                    Path.of("/sbin"),
                    Path.of("/lib"),
                    Path.of("/lib64"));

    Executable {
        command = List.copyOf(command);
        visible = new LinkedHashSet<>(visible);
    }

    /// Finds `name` as the user's shell would.
    ///
    /// @throws NotFound if it or its interpreter is not there
    static Executable find(String name, User user) throws NotFound {
        return find(name, user, MOST_INTERPRETERS);
    }

    private static Executable find(String name, User user, int interpretersLeft) throws NotFound {
        var path = locate(name, user).orElseThrow(() -> new NotFound(name));
        try {
            var real = path.toRealPath();
            var visible = roots(path);
            var shebang = shebang(real);
            if (shebang.isEmpty() || interpretersLeft == 0) {
                return new Executable(List.of(real.toString()), visible);
            }
            var words = shebang.get();
            var wanted = words.getFirst().endsWith("/env") ? words.subList(1, words.size()) : words;
            var interpreter = find(wanted.getFirst(), user, interpretersLeft - 1);
            visible.addAll(interpreter.visible());
            var command = new ArrayList<>(start(wanted.getFirst(), interpreter));
            command.addAll(wanted.subList(1, wanted.size()));
            command.add(real.toString());
            return new Executable(command, visible);
        } catch (IOException unreadable) {
            throw new NotFound(name);
        }
    }

    /// An interpreter named by its path keeps it: a virtual environment of Python is known by the
    /// link it is started by.
    private static List<String> start(String wanted, Executable interpreter) {
        return wanted.startsWith("/") ? List.of(wanted) : interpreter.command();
    }

    private static Optional<Path> locate(String name, User user) {
        if (name.contains("/")) {
            return Optional.of(user.path(name)).filter(Executable::runs);
        }
        for (var folder :
                user.variable("PATH").orElse("/usr/local/bin:/usr/bin:/bin").split(":", -1)) {
            var candidate = Path.of(folder).resolve(name);
            if (candidate.isAbsolute() && runs(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static boolean runs(Path candidate) {
        return Files.isRegularFile(candidate) && Files.isExecutable(candidate);
    }

    /// What lies around each link on the way to the real file, and around that.
    private static Set<Path> roots(Path path) throws IOException {
        var roots = new LinkedHashSet<Path>();
        var hop = path.toAbsolutePath().normalize();
        for (var links = 0; links < MOST_LINKS && Files.isSymbolicLink(hop); links++) {
            hop = hop.resolveSibling(Files.readSymbolicLink(hop)).normalize();
            root(hop).ifPresent(roots::add);
        }
        root(path.toRealPath()).ifPresent(roots::add);
        return roots;
    }

    private static Optional<Path> root(Path file) {
        if (SYSTEM.stream().anyMatch(file::startsWith)) {
            return Optional.empty();
        }
        for (var i = 0; i < file.getNameCount(); i++) {
            if (file.getName(i).toString().equals("node_modules")) {
                return Optional.of(file.getRoot().resolve(file.subpath(0, i + 1)));
            }
        }
        var prefix = Optional.ofNullable(file.getParent()).map(Path::getParent);
        return prefix.filter(
                        folder -> Files.exists(folder.resolve("pyvenv.cfg")) || holdsPython(folder))
                .or(() -> Optional.of(file));
    }

    private static boolean holdsPython(Path prefix) {
        try (var entries = Files.newDirectoryStream(prefix.resolve("lib"), "python3*")) {
            return prefix.getNameCount() > 1 && entries.iterator().hasNext();
        } catch (IOException none) {
            return false;
        }
    }

    private static Optional<List<String>> shebang(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var start = new String(stream.readNBytes(LONGEST_SHEBANG), StandardCharsets.ISO_8859_1);
            var line = start.lines().findFirst().orElse("");
            if (!line.startsWith("#!")) {
                return Optional.empty();
            }
            var words =
                    Stream.of(line.substring(2).strip().split("\\s+", -1))
                            .filter(word -> !word.equals("-S") && !word.isEmpty())
                            .toList();
            var complete =
                    !words.isEmpty() && !(words.size() == 1 && words.getFirst().endsWith("/env"));
            return complete ? Optional.of(words) : Optional.empty();
        }
    }

    /// A program is not on this machine.
    static final class NotFound extends Exception {
        private static final long serialVersionUID = 1;
        private final String program;

        NotFound(String program) {
            super(program + " is not installed");
            this.program = program;
        }

        String program() {
            return program;
        }
    }
}
