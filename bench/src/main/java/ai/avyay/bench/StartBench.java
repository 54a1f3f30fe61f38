package ai.avyay.bench;

import ai.avyay.agents.Agents;
import ai.avyay.agents.User;
import ai.avyay.app.NarratedQueue;
import ai.avyay.domain.Event;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Engine;
import ai.avyay.engine.Ports;
import ai.avyay.gates.GatePolicy;
import ai.avyay.gates.QualityGate;
import ai.avyay.integration.BareHub;
import ai.avyay.integration.GitIntegration;
import ai.avyay.integration.HubSettings;
import ai.avyay.nodes.LocalNode;
import ai.avyay.nodes.Sandbox;
import ai.avyay.nodes.WorkspaceLimits;
import ai.avyay.planning.TaskType;
import ai.avyay.queue.GitQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// From the decision that a task is eligible to the first line of its agent, which writes down the
/// time: the real queue, engine, hub, local node and sandbox. Beside it, a shell script that clones
/// and writes down the time.
///
/// Argument: the number of rounds (60).
public final class StartBench {
    private static final int WARM_UP = 8;
    private static final String ALTERNATIVE =
            """
            git clone -q --no-hardlinks "$1/hub.git" "$1/clone"
            cd "$1/clone" && sh -c 'date +%s%N' && rm -rf "$1/clone"
            """;

    private final Yard yard;
    private final StopWatch watch;
    private final Engine engine;
    private final List<Long> whole = new ArrayList<>();
    private final List<Long> beyondClone = new ArrayList<>();
    private final List<Long> engineOnly = new ArrayList<>();
    private final List<Long> durable = new ArrayList<>();
    private final List<Long> based = new ArrayList<>();
    private final List<Long> prompted = new ArrayList<>();
    private final List<Long> script = new ArrayList<>();

    private StartBench(Yard yard) {
        this.yard = yard;
        var site = yard.site;
        var hub =
                BareHub.openAlone(HubSettings.of(site.repository().root(), site.locations().hub()));
        var gate =
                new QualityGate(
                        hub, Map.of(), _ -> TaskType.DEFAULT, GatePolicy.DEFAULT, _ -> List.of());
        var sandbox = Sandbox.detect(Optional.empty());
        var local =
                new LocalNode(
                        "local", hub, site.locations().cache(), sandbox, WorkspaceLimits.USUAL);
        watch = new StopWatch(local);
        var agents =
                Agents.load(
                        List.of(),
                        Map.of(),
                        new User(yard.scratch, site.situation().environment()));
        var clock = site.situation().clock();
        var queue = new GitQueue(site.locations().queue(), clock);
        var ports =
                new Ports(
                        new NarratedQueue(queue, yard::hear),
                        Map.of("local", watch),
                        agents,
                        gate,
                        hub,
                        new GitIntegration(hub),
                        _ -> {});
        engine = new Engine(ports, site.configuration().policy(), clock, site.locations().state());
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        try (var yard = new Yard()) {
            var bench = new StartBench(yard);
            try (var _ = bench.engine) {
                bench.engine.start(true);
                for (var round = -WARM_UP; round < rounds; round++) {
                    if (round == 0) {
                        bench.forget();
                    }
                    bench.round(round + WARM_UP);
                }
            }
            bench.print();
        }
    }

    private void forget() {
        List.of(whole, beyondClone, engineOnly, durable, based, prompted, script)
                .forEach(List::clear);
    }

    private void round(int number) throws IOException, InterruptedException {
        var id = new TaskId("made-" + number);
        yard.add(engine, id, "date +%s%N; echo hello > " + id, id.value());
        var eligible = yard.next(Event.BecameEligible.class).event().at();
        var dispatched = yard.next(Event.Dispatched.class).durable();
        yard.done();
        var log = yard.site.locations().state().attempt(new AttemptRef(id, 1)).resolve("log");
        var started = instant(Files.readString(log));
        var times = watch.of(id);
        whole.add(nanos(eligible, started));
        durable.add(nanos(eligible, dispatched));
        based.add(nanos(dispatched, times.opening()));
        prompted.add(nanos(times.opened(), times.run()));
        engineOnly.add(nanos(eligible, times.opening()) + nanos(times.opened(), times.run()));
        beyondClone.add(nanos(eligible, started) - nanos(times.opening(), times.opened()));
        var before = Instant.now();
        script.add(nanos(before, instant(Shell.run(ALTERNATIVE, yard.scratch))));
        // What the script left to be written would else be written while the engine is timed.
        Shell.run("sync", yard.scratch);
    }

    private static long nanos(Instant from, Instant to) {
        return Duration.between(from, to).toNanos();
    }

    private static Instant instant(String nanoseconds) {
        return Instant.ofEpochSecond(
                0, Long.parseLong(nanoseconds.lines().findFirst().orElseThrow()));
    }

    private void print() {
        try (var result = Shell.output()) {
            result.printf("eligible to agent:                 %s%n", percentiles(whole));
            result.printf("  beyond the clone:                %s%n", percentiles(beyondClone));
            result.printf("  the engine's own share:          %s%n", percentiles(engineOnly));
            result.printf("  of that, until recorded on disk: %s%n", percentiles(durable));
            result.printf("  then, until its base is known:   %s%n", percentiles(based));
            result.printf("  and, for its prompt:             %s%n", percentiles(prompted));
            result.printf("git clone, sh -c date:             %s%n", percentiles(script));
            result.printf(
                    "ratio of the medians, the clone included: %.2f%n",
                    percentiles(whole).median() / percentiles(script).median());
        }
    }

    private static Percentiles percentiles(List<Long> times) {
        return Percentiles.of(times.stream().mapToLong(Long::longValue));
    }
}
