package ai.avyay.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Prepares a repository for the engine: its state folder, and a small configuration made from what
/// the repository looks like.
public final class Founding {
    private final Site site;

    public Founding(Site site) {
        this.site = site;
    }

    /// A check that a project of some kind most likely has.
    private record Guess(String command, Optional<String> cache) {}

    /// Does it, and says what was done.
    ///
    /// @throws CommandException if the repository cannot be built on
    public List<String> found() {
        var repository = site.repository();
        var root = repository.root();
        var file = root.resolve(Configuration.FILE);
        var written = Files.exists(file);
        var branch =
                repository.shippingBranch(
                        written ? site.configuration().branch() : Optional.empty());
        site.locations().create(repository);
        if (written) {
            return List.of(
                    "%s is there already and stays as it is".formatted(file),
                    "next: `avyay add FILE` adds tasks, `avyay up` works on them");
        }
        var guesses = guesses(root);
        var text = text(branch, guesses);
        new ConfigurationReader(site.programs()).read(Configuration.FILE, text);
        write(file, text);
        var said = new ArrayList<String>();
        said.add("wrote %s: work ships to %s".formatted(file, branch));
        guesses.forEach(
                (name, guess) -> said.add("  check %s runs `%s`".formatted(name, guess.command())));
        if (guesses.isEmpty()) {
            said.add(
                    "  no way to test this project was recognised; write one under `checks:`, or nothing but deliverables will be judged");
        }
        said.add("  agents found: " + String.join(", ", site.programs().installed()));
        var offline = guesses.values().stream().anyMatch(guess -> guess.cache().isPresent());
        said.add(
                offline
                        ? "next: read it, commit it, then `avyay warm` (checks have no network: it downloads what they need), `avyay add FILE` and `avyay up`"
                        : "next: read it, commit it, then `avyay add FILE` and `avyay up`");
        return said;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
        } catch (IOException failed) {
            throw CommandException.failed(
                    "%s cannot be written (%s); check permissions and free space"
                            .formatted(file, failed.getMessage()));
        }
    }

    private static SequencedMap<String, Guess> guesses(Path root) {
        var guesses = new LinkedHashMap<String, Guess>();
        guess(root).ifPresent(guess -> guesses.put("tests", guess));
        return guesses;
    }

    private static Optional<Guess> guess(Path root) {
        if (exists(root, "pom.xml")) {
            var wrapper = exists(root, "mvnw") ? "./mvnw" : "mvn";
            return Optional.of(new Guess(wrapper + " -q -o verify", Optional.of("maven")));
        }
        if (exists(root, "build.gradle") || exists(root, "build.gradle.kts")) {
            var wrapper = exists(root, "gradlew") ? "./gradlew" : "gradle";
            return Optional.of(new Guess(wrapper + " --offline check", Optional.of("gradle")));
        }
        if (contains(root, "package.json", "\"test\"")) {
            var install = exists(root, "package-lock.json") ? "npm ci --offline && " : "";
            return Optional.of(
                    new Guess(
                            install + "npm test",
                            install.isEmpty() ? Optional.empty() : Optional.of("npm")));
        }
        if (exists(root, "go.mod")) {
            return Optional.of(new Guess("go test ./...", Optional.of("go")));
        }
        if (exists(root, "Cargo.toml")) {
            return Optional.of(new Guess("cargo test --offline", Optional.of("cargo")));
        }
        var pytest = pytest(root);
        if (pytest.isPresent()) {
            return pytest;
        }
        if (contains(root, "Makefile", "\ntest:") || contains(root, "Makefile", "\ncheck:")) {
            var target = contains(root, "Makefile", "\ntest:") ? "test" : "check";
            return Optional.of(new Guess("make " + target, Optional.empty()));
        }
        return unittest(root);
    }

    private static Optional<Guess> pytest(Path root) {
        if (exists(root, "pytest.ini")
                || exists(root, "tox.ini")
                || contains(root, "pyproject.toml", "pytest")
                || contains(root, "setup.cfg", "pytest")) {
            return Optional.of(
                    new Guess("python3 -m pytest -q --junitxml=report.xml", Optional.empty()));
        }
        return Optional.empty();
    }

    private static Optional<Guess> unittest(Path root) {
        if (exists(root, "tests/__init__.py") || holdsPythonTests(root)) {
            return Optional.of(new Guess("python3 -m unittest", Optional.empty()));
        }
        if (holdsPythonTests(root.resolve("tests"))) {
            return Optional.of(
                    new Guess("python3 -m unittest discover -s tests", Optional.empty()));
        }
        return Optional.empty();
    }

    /// Whether there are files that Python's own `unittest` finds and understands.
    private static boolean holdsPythonTests(Path folder) {
        try (var files = Files.newDirectoryStream(folder, "test*.py")) {
            for (var file : files) {
                if (contains(folder, String.valueOf(file.getFileName()), "import unittest")) {
                    return true;
                }
            }
            return false;
        } catch (IOException none) {
            return false;
        }
    }

    private static boolean exists(Path root, String name) {
        return Files.isRegularFile(root.resolve(name));
    }

    private static boolean contains(Path root, String name, String text) {
        try {
            return exists(root, name)
                    && ("\n" + Files.readString(root.resolve(name))).contains(text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private String text(String branch, Map<String, Guess> guesses) {
        var programs = site.programs();
        var text = new StringBuilder();
        text.append(
                "# What the engine does here. Every key is optional; `avyay reload` reads this again.\n\n");
        text.append(
                "integration: { branch: %s }   # accepted work lands here\n\n".formatted(branch));
        text.append(
                "nodes:\n  local: { slots: 2, capabilities: [%s] }   # slots: attempts at once\n\n"
                        .formatted(String.join(", ", programs.installed())));
        text.append("agents:\n  default: %s\n".formatted(programs.preferred()));
        if (!programs.preferred().equals(Programs.SHELL)) {
            text.append(
                    "  # settings: { %s: { login: own } }   # its own login instead of a key; the agent can read it\n"
                            .formatted(programs.preferred()));
        }
        text.append("\nchecks:");
        if (guesses.isEmpty()) {
            text.append(" {}\n  # tests: { run: \"make test\", required: true }\n");
        } else {
            text.append("\n");
            guesses.forEach((name, guess) -> text.append(check(name, guess)));
        }
        text.append(
                """

                types:
                  implementation: { review: required }   # a person says yes before it ships
                  research: { review: none }
                """);
        return text.toString();
    }

    private static String check(String name, Guess guess) {
        var cache = guess.cache().map(cached -> ", caches: [" + cached + "]").orElse("");
        return "  %s: { run: \"%s\", required: true%s }\n".formatted(name, guess.command(), cache);
    }
}
