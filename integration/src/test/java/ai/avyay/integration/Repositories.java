package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A folder with a user's repository, and the hub that belongs to it; all is made with stock git.
final class Repositories {
    static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "PATH", System.getenv("PATH"),
                    "HOME", "/nonexistent",
                    "GIT_CONFIG_NOSYSTEM", "1",
                    "GIT_AUTHOR_NAME", "Uma",
                    "GIT_AUTHOR_EMAIL", "uma@example.org",
                    "GIT_COMMITTER_NAME", "Uma",
                    "GIT_COMMITTER_EMAIL", "uma@example.org");

    private final Path user;

    private Repositories(Path user) {
        this.user = user;
    }

    /// A repository with one commit on `main`.
    static Repositories in(Path folder) {
        var repositories = new Repositories(folder.resolve("user"));
        create(repositories.user);
        repositories.git("init", "--quiet", "--initial-branch=main");
        repositories.commit("first", "README.md", "hello\n");
        return repositories;
    }

    private static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path user() {
        return user;
    }

    Path hubFolder() {
        return user.resolve(".avyay/hub.git");
    }

    HubSettings settings() {
        return HubSettings.of(user, hubFolder());
    }

    BareHub hub() {
        return BareHub.open(settings(), ENVIRONMENT);
    }

    BareHub hubAlone() {
        return BareHub.openAlone(settings(), ENVIRONMENT);
    }

    String git(String... arguments) {
        return gitIn(user, arguments);
    }

    String gitInHub(String... arguments) {
        return gitIn(hubFolder(), arguments);
    }

    /// Stock git, which must succeed within a minute.
    static String gitIn(Path folder, String... arguments) {
        var run = run(folder, arguments);
        assertThat(run.exit()).as("git %s: %s", String.join(" ", arguments), run.output()).isZero();
        return run.output();
    }

    record Run(int exit, String output) {}

    static Run run(Path folder, String... arguments) {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), output.strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// Puts each object of a pack into a file of its own.
    static void unpack(Path repository, Path pack) throws IOException {
        var builder =
                new ProcessBuilder("git", "--git-dir=" + repository, "unpack-objects", "-q")
                        .redirectInput(pack.toFile())
                        .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        try {
            assertThat(builder.start().waitFor()).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void write(String path, String text) {
        writeIn(user, path, text);
    }

    static void writeIn(Path folder, String path, String text) {
        try {
            var file = folder.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String path) {
        try {
            return Files.readString(user.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CommitId commit(String message, String path, String text) {
        write(path, text);
        git("add", "--force", path);
        git("commit", "--quiet", "--message", message);
        return head();
    }

    CommitId head() {
        return new CommitId(git("rev-parse", "HEAD"));
    }

    CommitId inHub(String ref) {
        return new CommitId(gitInHub("rev-parse", ref));
    }
}
