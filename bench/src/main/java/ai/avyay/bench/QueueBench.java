package ai.avyay.bench;

import ai.avyay.domain.Assignment;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Event;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Parking;
import ai.avyay.domain.State;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Change;
import ai.avyay.queue.GitQueue;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a durable change of the queue costs, by the number of live tasks, beside the git program
/// doing the same to the same file: `git add -A && git commit`.
///
/// Run it with `mvn -q -pl bench -am package -DskipTests` and then `java -cp …
/// ai.avyay.bench.QueueBench [FOLDER]`; FOLDER decides which disk is measured.
public final class QueueBench {
    private static final Instant START = Instant.parse("2026-05-10T12:00:00Z");
    private static final int[] SIZES = {20, 200, 1_000, 10_000};
    private static final int BATCH = 50;
    private static final String INSTRUCTIONS = "Do what the title says, with tests. ".repeat(6);

    private final PrintStream out;
    private final Path scratch;
    private State state = State.EMPTY;
    private Instant now = START;

    private QueueBench(PrintStream out, Path scratch) {
        this.out = out;
        this.scratch = scratch;
    }

    /// Measures and prints a table.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var out = Shell.output();
        var parent = Path.of(arguments.length > 0 ? arguments[0] : "target");
        Files.createDirectories(parent);
        var scratch = Files.createTempDirectory(parent, "queue-bench");
        try {
            warmUp(scratch);
            out.println(
                    "| live tasks | file | one a flush p50 | p99 | 50 a flush | disk a change | git program p50 | ratio | open |");
            out.println("|---|---|---|---|---|---|---|---|---|");
            for (var size : SIZES) {
                new QueueBench(out, scratch).measure(size);
            }
        } finally {
            Shell.remove(scratch);
        }
    }

    private static void warmUp(Path scratch) {
        var bench = new QueueBench(new PrintStream(OutputStream.nullOutputStream()), scratch);
        try (var queue = bench.filled("warm-up", 20)) {
            bench.singles(queue, 600);
            bench.burst(queue, 40);
        }
    }

    private GitQueue filled(String name, int tasks) {
        var queue = new GitQueue(scratch.resolve(name), InstantSource.system());
        queue.open(() -> {});
        var events = new ArrayList<Event>();
        for (var i = 0; i < tasks; i++) {
            events.add(added(new TaskId("task-" + i)));
        }
        events.forEach(event -> state = state.apply(event));
        queue.append(List.of(new Change("bench: filled", events, state)));
        return queue;
    }

    private static Event added(TaskId id) {
        var assignment = Assignment.none().withAgent("codex").withInstructions(INSTRUCTIONS);
        return new Event.TaskAdded(
                START,
                id,
                Definition.titled("Build the part called " + id).withAssignment(assignment),
                Origin.manual(START));
    }

    /// Parks one task after the other, which changes a few lines of the file.
    private Change next() {
        now = now.plusSeconds(1);
        var ids = state.live().keySet().toArray(TaskId[]::new);
        var id = ids[(int) (now.getEpochSecond() % ids.length)];
        var event = new Event.ParkingChanged(now, id, new Parking.Until(now, "at " + now));
        state = state.apply(event);
        return new Change(id + ": parked", List.of(event), state);
    }

    private long[] singles(GitQueue queue, int count) {
        var times = new long[count];
        for (var i = 0; i < count; i++) {
            var change = List.of(next());
            var begin = System.nanoTime();
            queue.append(change);
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return times;
    }

    /// Changes a second when [#BATCH] of them go to disk together.
    private long burst(GitQueue queue, int flushes) {
        var spent = 0L;
        for (var i = 0; i < flushes; i++) {
            var changes = new ArrayList<Change>();
            for (var each = 0; each < BATCH; each++) {
                changes.add(next());
            }
            var begin = System.nanoTime();
            queue.append(changes);
            spent += System.nanoTime() - begin;
        }
        return flushes * (long) BATCH * TimeUnit.SECONDS.toNanos(1) / spent;
    }

    private void measure(int size) throws IOException, InterruptedException {
        var count = size > 1_000 ? 60 : size > 200 ? 200 : 500;
        var folder = scratch.resolve("tasks-" + size);
        long[] times;
        long rate;
        long bytes;
        try (var queue = filled("tasks-" + size, size)) {
            singles(queue, 20);
            var before = size(folder.resolve(".git/objects"));
            times = singles(queue, count);
            bytes = (size(folder.resolve(".git/objects")) - before) / count;
            rate = burst(queue, size > 1_000 ? 2 : 20);
        }
        var open = opening(folder);
        var git = gitProgram(folder, size > 1_000 ? 10 : 30);
        var p50 = millis(times[count / 2]);
        out.printf(
                "| %,d | %,d KB | %.1f ms | %.1f ms | %,d/s | %.1f KB | %.1f ms | %.1f × | %d ms |%n",
                size,
                Files.size(folder.resolve("queue.json")) / 1024,
                p50,
                millis(times[count * 99 / 100]),
                rate,
                bytes / 1024.0,
                git,
                git / p50,
                open.toMillis());
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    private static Duration opening(Path folder) {
        var begin = System.nanoTime();
        try (var queue = new GitQueue(folder, InstantSource.system())) {
            queue.open(() -> {});
            return Duration.ofNanos(System.nanoTime() - begin);
        }
    }

    /// The median time of `git add -A && git commit` for a change of the same file.
    private double gitProgram(Path queue, int count) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory(scratch, "git-program");
        var text = Files.readString(queue.resolve("queue.json"));
        git(folder, "init", "-q");
        git(folder, "config", "core.compression", "1");
        git(folder, "config", "core.fsync", "all");
        git(folder, "config", "gc.auto", "0");
        git(folder, "config", "user.name", "Avyay");
        git(folder, "config", "user.email", "avyay@localhost");
        var times = new long[count];
        for (var i = 0; i < count; i++) {
            Files.writeString(
                    folder.resolve("queue.json"), text.replaceFirst("at 2026", "at " + i));
            var begin = System.nanoTime();
            git(folder, "add", "-A");
            git(folder, "commit", "-q", "-m", "task: parked");
            times[i] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        return millis(times[count / 2]);
    }

    private static void git(Path folder, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        if (builder.start().waitFor() != 0) {
            throw new IOException("git " + String.join(" ", arguments) + " failed");
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
