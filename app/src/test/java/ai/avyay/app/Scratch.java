package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.nodes.Sandbox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A folder with a repository in it, in which the command runs as processes of its own.
final class Scratch {
    private static final long PATIENCE_SECONDS = 240;

    private final Path folder;
    private final Path repository;
    private final Map<String, String> environment;

    Scratch(Path folder, Map<String, String> more) throws IOException {
        this.folder = folder.toRealPath();
        this.repository = this.folder.resolve("repository");
        this.environment =
                new HashMap<>(
                        Map.of(
                                "PATH", System.getenv("PATH"),
                                "HOME", made("home").toString(),
                                "XDG_CACHE_HOME", made("cache").toString(),
                                "XDG_RUNTIME_DIR", made("run").toString(),
                                "TMPDIR", made("tmp").toString(),
                                "LANG", "C.UTF-8"));
        environment.putAll(more);
    }

    private Scratch(Scratch other, Path repository) {
        this.folder = other.folder;
        this.environment = other.environment;
        this.repository = repository;
    }

    /// The same for a repository beside this one, under the same user.
    Scratch beside(String name) {
        return new Scratch(this, folder.resolve(name));
    }

    /// A copy of the repository with all that lies in it, as it stands at this moment.
    Scratch copy(String name) throws IOException, InterruptedException {
        var copied =
                new ProcessBuilder(
                                "cp", "-a", repository.toString(), folder.resolve(name).toString())
                        .inheritIO()
                        .start();
        assertThat(copied.waitFor()).isZero();
        return beside(name);
    }

    private Path made(String name) throws IOException {
        return Files.createDirectories(folder.resolve(name));
    }

    /// Without a sandbox the test is skipped.
    static void assumeContained() {
        var uncontained = Sandbox.detect(Optional.empty()).uncontained();
        assumeTrue(uncontained.isEmpty(), () -> "needs bubblewrap: " + uncontained);
    }

    Path repository() {
        return repository;
    }

    Path home() {
        return folder.resolve("home");
    }

    /// Makes the repository, with `files` in its first commit on `main`.
    void begin(Map<String, String> files) throws IOException, InterruptedException {
        for (var file : files.entrySet()) {
            write(file.getKey(), file.getValue());
        }
        git("init", "-q", "-b", "main");
        commit("A project");
    }

    /// Writes a file of the repository.
    Path write(String path, String text) throws IOException {
        return written(repository().resolve(path), text);
    }

    /// Writes a file of the user's home folder.
    Path writeAtHome(String path, String text) throws IOException {
        return written(home().resolve(path), text);
    }

    private static Path written(Path file, String text) throws IOException {
        Files.createDirectories(Optional.ofNullable(file.getParent()).orElseThrow());
        return Files.writeString(file, text);
    }

    /// Commits all that was written.
    void commit(String message) throws IOException, InterruptedException {
        git("add", "-A");
        git("-c", "user.name=u", "-c", "user.email=u@localhost", "commit", "-qm", message);
    }

    /// Has the queue take these tasks, in the form that `avyay add` reads.
    void add(String tasks) throws IOException, InterruptedException {
        avyay(
                        "add",
                        Files.writeString(folder.resolve(repository.getFileName() + ".yaml"), tasks)
                                .toString())
                .done();
    }

    /// What a command printed, and how it ended.
    record Ended(int exit, String output) {
        /// What it printed; it must have done what it was asked.
        String done() {
            assertThat(exit).as(output).isZero();
            return output;
        }
    }

    /// Starts `avyay` with `arguments`; its output goes to a file.
    Process start(String... arguments) throws IOException {
        return startWithin(List.of(), arguments);
    }

    private Process startWithin(List<String> wrapper, String... arguments) throws IOException {
        return started(avyay(wrapper, arguments), output());
    }

    private static List<String> avyay(List<String> wrapper, String... arguments) {
        var command = new ArrayList<>(wrapper);
        command.addAll(
                List.of(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        "ai.avyay.app.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Process started(List<String> command, Path output) throws IOException {
        var builder =
                new ProcessBuilder(command)
                        .directory(repository().toFile())
                        .redirectErrorStream(true)
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path output() {
        return folder.resolve(repository.getFileName() + ".output");
    }

    /// Runs `avyay` with `arguments` to its end, beside others that do so.
    Ended alone(String... arguments) throws IOException, InterruptedException {
        var output = Files.createTempFile(folder, "output", "");
        var process = started(avyay(List.of(), arguments), output);
        var inTime = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        var said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(inTime).as("in time: %s", said).isTrue();
        return new Ended(process.exitValue(), said);
    }

    /// A file with tasks in it.
    Path page(String name, String tasks) throws IOException {
        return Files.writeString(folder.resolve(name + ".task.yaml"), tasks);
    }

    /// Where the engine keeps what it knows of the repository.
    Locations locations() {
        return Locations.of(Repository.find(repository), environment);
    }

    /// Runs `avyay` with `arguments` to its end.
    Ended avyay(String... arguments) throws IOException, InterruptedException {
        return ended(start(arguments));
    }

    /// Runs `avyay` as the program of `wrapper`.
    Ended avyayWithin(List<String> wrapper, String... arguments)
            throws IOException, InterruptedException {
        return ended(startWithin(wrapper, arguments));
    }

    String git(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        return ended(started(command, output())).done();
    }

    private Ended ended(Process process) throws IOException, InterruptedException {
        var inTime = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        var said = said();
        assertThat(inTime).as("in time: %s", said).isTrue();
        return new Ended(process.exitValue(), said);
    }

    /// What was printed since this was last asked.
    String said() throws IOException {
        var text = Files.exists(output()) ? Files.readString(output(), StandardCharsets.UTF_8) : "";
        Files.deleteIfExists(output());
        return text;
    }

    /// Whether an `up` can be spoken to.
    boolean listens() throws IOException {
        try (var below = Files.walk(folder.resolve("run"))) {
            return below.anyMatch(path -> path.endsWith("control"));
        }
    }

    /// Waits until so many live tasks are in each of these stages, while `up` goes on.
    void until(Process up, Map<String, Integer> stages) throws IOException, InterruptedException {
        var queue = repository().resolve(".avyay/queue/queue.json");
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            var list = Files.readString(queue);
            if (stages.entrySet().stream()
                    .allMatch(stage -> count(list, stage.getKey()) >= stage.getValue())) {
                return;
            }
            assertThat(System.nanoTime()).as(list).isLessThan(end);
            assertThat(up.waitFor(200, TimeUnit.MILLISECONDS)).as("ended").isFalse();
        }
    }

    private static int count(String list, String stage) {
        return list.split("\"status\": \"" + stage + "\"", -1).length - 1;
    }

    /// Kills `up`, and waits until its workers are gone.
    void kill(Process up) throws Exception {
        up.destroyForcibly().waitFor();
        for (var worker : workers()) {
            worker.onExit().get(30, TimeUnit.SECONDS);
        }
    }

    /// Deletes a folder with all that is in it.
    static void delete(Path folder) throws IOException {
        try (var below = Files.walk(folder)) {
            for (var each : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /// Processes that see a workspace of this folder: its path is among their mounts or on their
    /// command line.
    List<ProcessHandle> workers() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .filter(process -> mounts(process).contains(folder.resolve("cache").toString()))
                .toList();
    }

    private static String mounts(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "mountinfo"));
        } catch (IOException gone) {
            return "";
        }
    }
}
