package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The script `avyay`: it finds a JDK, builds when it must, and only then. The JDK and Maven here
/// are scripts that say how they were called, so that nothing is built.
@Timeout(60)
class LauncherTest {
    private static final Path SCRIPT = Path.of("..", "avyay").toAbsolutePath().normalize();
    private static final Instant THEN = Instant.parse("2026-05-10T12:00:00Z");

    @TempDir private Path folder = Path.of("/");
    private Path tree = Path.of("/");

    @BeforeEach
    void a_source_tree() throws IOException {
        folder = folder.toRealPath();
        tree = Files.createDirectories(folder.resolve("tree"));
        Files.copy(SCRIPT, tree.resolve("avyay"));
        assertThat(tree.resolve("avyay").toFile().setExecutable(true)).isTrue();
        source("app/src/main/java/Main.java", THEN);
        source("app/src/test/java/MainTest.java", THEN);
        script("jdk/bin/java", "echo \"java said: $*\"; exit 7");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        script("bin/mvn", "echo built >> \"$HOME/builds\"; : > app/target/avyay.jar");
    }

    private void source(String name, Instant changed) throws IOException {
        var file = tree.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "");
        Files.setLastModifiedTime(file, FileTime.from(changed));
    }

    private void script(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private record Ended(int exit, String output) {}

    private Ended run(List<String> wrapper, Map<String, String> environment) throws Exception {
        var command = new ArrayList<>(wrapper);
        command.addAll(List.of(tree.resolve("avyay").toString(), "list", "--all"));
        var builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("HOME", folder.toString(), "TMPDIR", folder.toString()));
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), said);
    }

    private Ended run() throws Exception {
        return run(
                List.of(),
                Map.of(
                        "PATH",
                        folder.resolve("bin") + ":/usr/bin:/bin",
                        "JAVA_HOME",
                        folder.resolve("jdk").toString()));
    }

    private long builds() throws IOException {
        var file = folder.resolve("builds");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    @Test
    void it_builds_on_first_use_and_hands_on_what_was_asked_and_how_it_ended() throws Exception {
        var first = run();
        assertThat(first.output())
                .contains("building from source, once")
                .contains("ai.avyay.app.cli.Main list --all");
        assertThat(first.exit()).isEqualTo(7);
        assertThat(run().output()).doesNotContain("building");
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void it_builds_again_when_a_source_is_newer_and_not_for_a_test() throws Exception {
        run();
        source("app/src/test/java/MainTest.java", Instant.now().plusSeconds(3600));
        run();
        assertThat(builds()).isEqualTo(1);
        source("app/src/main/java/Main.java", Instant.now().plusSeconds(3600));
        run();
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void a_build_that_failed_is_said_and_nothing_is_started() throws Exception {
        script("bin/mvn", "echo '[ERROR] no such symbol'; exit 1");
        var ended = run();
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.output())
                .contains("[ERROR] no such symbol", "avyay: the build failed; look above")
                .doesNotContain("java said");
        assertThat(tree.resolve("app/target/building")).doesNotExist();
    }

    @Test
    void without_a_jdk_25_it_says_what_to_install() throws Exception {
        var wrapper =
                List.of(
                        "bwrap",
                        "--bind",
                        "/",
                        "/",
                        "--dev",
                        "/dev",
                        "--tmpfs",
                        "/usr/lib/jvm",
                        "--tmpfs",
                        "/opt",
                        "--");
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/bwrap"))
                        && Files.isDirectory(Path.of("/usr/lib/jvm")),
                "needs bubblewrap, to hide the JDKs of this machine");
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"21.0.9\"\n");
        var ended =
                run(
                        wrapper,
                        Map.of(
                                "PATH",
                                "/usr/bin:/bin",
                                "JAVA_HOME",
                                folder.resolve("jdk").toString()));
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.output())
                .isEqualTo(
                        "avyay: needs JDK 25: install one (for instance Temurin 25), or point JAVA_HOME at it\n");
    }
}
