package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.app.LifeOfTask.Ask;
import ai.avyay.app.LifeOfTask.Said;
import ai.avyay.app.LifeOfTask.Stage;
import ai.avyay.app.LifeOfTask.Verb;
import ai.avyay.domain.TaskId;
import ai.avyay.testkit.Linearizability;
import ai.avyay.testkit.Operation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Many commands at once, each by a process or a connection of its own: what each was told fits
/// into one order of all of them.
@Timeout(900)
class LinearizableIT {
    private static final boolean SOAK = Boolean.getBoolean("avyay.soak");
    private static final int PROCESSES = SOAK ? 100 : 12;
    private static final int CALLERS = 100;
    private static final int CALLS = 2;
    private static final int MOST_PLACES = 3_000_000;
    private static final long NANOS_IN_MILLISECOND = 1_000_000;

    /// So many that the orders of what was asked of one of them at once can all be looked at.
    private static final List<String> TASKS =
            IntStream.range(0, 32).mapToObj("t%d"::formatted).toList();

    /// Those that processes ask about, which are slower and fewer.
    private static final List<String> WANTED = TASKS.subList(0, 8);

    private static final List<String> KNOWN = TASKS.subList(0, 4);
    private static final Pattern STATUS = Pattern.compile("\"status\" ?: \"([a-z_]+)\"");

    @TempDir private Path folder = Path.of("/");
    private final long seed = System.nanoTime();
    private final List<Operation<Ask, Said>> history =
            Collections.synchronizedList(new ArrayList<>());
    private Scratch scratch;

    @BeforeEach
    void tasks_whose_work_waits_for_review() throws Exception {
        Scratch.assumeContained();
        scratch = new Scratch(folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m"));
        scratch.begin(
                Map.of(
                        Configuration.FILE,
                        "agents: { default: shell }\ntypes: { prose: { review: required } }\n"));
        for (var task : KNOWN) {
            scratch.add(page(task));
        }
        scratch.avyay("up", "--until-idle");
        for (var task : KNOWN) {
            scratch.avyay("show", task).done();
        }
    }

    private static String page(String task) {
        return "{ task: %1$s, title: Write %1$s, type: prose, max_attempts: 99, instructions: \"echo %1$s > %1$s.txt\" }"
                .formatted(task);
    }

    /// What one of those who ask does; it returns what it was told.
    @FunctionalInterface
    private interface Asking {
        Said ask(Ask what) throws Exception;
    }

    private void ask(Ask what, Asking by) throws Exception {
        var invoked = System.nanoTime();
        var said = by.ask(what);
        history.add(new Operation<>(what, said, invoked, System.nanoTime()));
    }

    /// Has `callers` ask `calls` times each, all at once.
    private void atOnce(int callers, int calls, Function<Random, Ask> choice, Asking by)
            throws Exception {
        var start = new CountDownLatch(1);
        // Plain random numbers of neighbouring seeds begin alike, and all would ask about one task.
        var chance = new SplittableRandom(seed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = new ArrayList<java.util.concurrent.Future<Void>>();
            for (var caller = 0; caller < callers; caller++) {
                var random = Random.from(chance.split());
                Callable<Void> calling =
                        () -> {
                            start.await();
                            for (var call = 0; call < calls; call++) {
                                ask(choice.apply(random), by);
                            }
                            return null;
                        };
                all.add(threads.submit(calling));
            }
            start.countDown();
            for (var one : all) {
                one.get();
            }
        }
    }

    private static Ask any(Random random) {
        return any(random, TASKS);
    }

    private static Ask any(Random random, List<String> tasks) {
        var verbs = Verb.values();
        return new Ask(
                tasks.get(random.nextInt(tasks.size())), verbs[random.nextInt(verbs.length)]);
    }

    /// The command `show` opens what waits for review, and says nothing of it.
    private static Ask anyButOpen(Random random) {
        var any = any(random, WANTED);
        return any.verb() == Verb.OPEN ? new Ask(any.task(), Verb.LOOK) : any;
    }

    /// By a process of its own, as a person would.
    private Said byProcess(Ask what) throws Exception {
        var task = what.task();
        var ended =
                switch (what.verb()) {
                    case ADD -> scratch.alone("add", scratch.page(task, page(task)).toString());
                    case APPROVE -> scratch.alone("approve", task);
                    case REJECT -> scratch.alone("reject", task, "--feedback", "no");
                    case CANCEL -> scratch.alone("cancel", task);
                    case RETRY -> scratch.alone("retry", task);
                    case ABANDON -> scratch.alone("abandon", task);
                    case OPEN, LOOK -> scratch.alone("show", task, "--json");
                };
        if (what.verb() != Verb.LOOK) {
            return new Said(ended.exit() == 0, ended.output());
        }
        var status = STATUS.matcher(ended.output());
        return new Said(
                true,
                status.find()
                        ? status.group(1)
                        : ended.output().contains("there is no task")
                                ? "there is no task"
                                : ended.output());
    }

    /// Over the control socket, as a process of its own would.
    private Said byConnection(Ask what) {
        var locations = scratch.locations();
        var id = new TaskId(what.task());
        if (what.verb() == Verb.LOOK) {
            var files =
                    new QueueAccess(locations.queue(), java.time.InstantSource.system(), () -> {});
            return new Said(
                    true,
                    files.task(id).map(task -> task.status().word()).orElse("there is no task"));
        }
        var wish =
                switch (what.verb()) {
                    case ADD ->
                            new Wish.Add(List.of(new Wish.Page("page.yaml", page(what.task()))));
                    case OPEN -> new Wish.OpenReview(id);
                    case APPROVE -> new Wish.Approve(id, Optional.empty(), "me");
                    case REJECT -> new Wish.Reject(id, "no", "me");
                    case CANCEL -> new Wish.Cancel(id);
                    case RETRY -> new Wish.Retry(id);
                    case ABANDON -> new Wish.Abandon(id, "not wanted");
                    case LOOK -> throw new IllegalStateException();
                };
        // Where more knock than the socket lets wait, one is turned away and knocks again.
        var reply = Optional.<Reply>empty();
        while (reply.isEmpty()) {
            reply = new ControlClient(locations).ask(wish);
        }
        return new Said(
                reply.get().refusal().isEmpty(),
                reply.get().refusal().map(Reply.Refusal::text).orElse(""));
    }

    /// What was asked and said, in the order of the answers, in milliseconds.
    private static String told(List<Operation<Ask, Said>> operations) {
        var start = operations.stream().mapToLong(Operation::invoked).min().orElse(0);
        return operations.stream()
                .sorted(Comparator.comparingLong(Operation::returned))
                .map(each ->
                        "%6d to %6d: %s %s %s"
                                .formatted(
                                        (each.invoked() - start) / NANOS_IN_MILLISECOND,
                                        (each.returned() - start) / NANOS_IN_MILLISECOND,
                                        each.input().verb(),
                                        each.output().done() ? "done" : "refused",
                                        each.output().text().strip()))
                .collect(Collectors.joining("\n"));
    }

    private void assertOneOrder(boolean atWork) {
        for (var task : TASKS) {
            var first = KNOWN.contains(task) ? Stage.IN_REVIEW : Stage.ABSENT;
            var life = atWork ? LifeOfTask.atWork(first) : LifeOfTask.atRest(first);
            var ofTask = history.stream().filter(each -> each.input().task().equals(task)).toList();
            assertThat(Linearizability.check(life, ofTask, MOST_PLACES))
                    .as(() -> "%s, seed %d:%n%s".formatted(task, seed, told(ofTask)))
                    .isEqualTo(new Linearizability.Verdict.Holds());
        }
        assertThat(history).as("some were carried out").anyMatch(each -> each.output().done());
    }

    @Test
    void processes_on_a_queue_that_nobody_works_on() throws Exception {
        atOnce(PROCESSES, SOAK ? 1 : 2, LinearizableIT::anyButOpen, this::byProcess);
        for (var task : WANTED) {
            ask(new Ask(task, Verb.LOOK), this::byProcess);
        }
        assertOneOrder(false);
        scratch.git("-C", ".avyay/queue", "fsck", "--strict");
    }

    @Test
    void connections_and_processes_while_up_works() throws Exception {
        var up = scratch.start("up");
        try {
            while (!scratch.listens()) {
                assertThat(up.waitFor(50, java.util.concurrent.TimeUnit.MILLISECONDS)).isFalse();
            }
            var processes =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    atOnce(
                                            SOAK ? 20 : 4,
                                            1,
                                            LinearizableIT::anyButOpen,
                                            this::byProcess);
                                } catch (Exception failed) {
                                    throw new IllegalStateException(failed);
                                }
                            });
            atOnce(CALLERS, CALLS, LinearizableIT::any, this::byConnection);
            processes.join();
            for (var task : TASKS) {
                ask(new Ask(task, Verb.LOOK), this::byConnection);
            }
        } finally {
            scratch.kill(up);
        }
        assertOneOrder(true);
        scratch.git("-C", ".avyay/queue", "fsck", "--strict");
    }
}
