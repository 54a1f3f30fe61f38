package ai.avyay.bench;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Timing;
import ai.avyay.simulation.Forecast;
import ai.avyay.simulation.Habits;
import ai.avyay.simulation.Premises;
import ai.avyay.simulation.Reviewing;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// How long a forecast of a busy queue takes, cold, as a command makes it: attempts of an hour or
/// two to six hours, a third of which fail, and a dependency for every second task.
///
/// Arguments: how many tasks, and how many trials.
public final class ForecastBench {
    private static final PrintStream OUT = Shell.output();
    private static final Instant NOW = Instant.parse("2026-05-10T10:00:00Z");
    private static final CommitId COMMIT = new CommitId("a".repeat(40));
    private static final int NODES = 5;
    private static final int PAST = 40;

    private ForecastBench() {}

    public static void main(String[] args) {
        var tasks = args.length > 0 ? Integer.parseInt(args[0]) : 200;
        var trials = args.length > 1 ? Integer.parseInt(args[1]) : Forecast.USUAL;
        var premises = premises(tasks);
        var threads = ManagementFactory.getThreadMXBean();
        var busyBefore = threads.getCurrentThreadCpuTime();
        var began = System.nanoTime();
        var forecast = Forecast.of(premises, trials, Forecast.HORIZON, _ -> {});
        var wall = System.nanoTime() - began;
        var busy = threads.getCurrentThreadCpuTime() - busyBefore;
        OUT.printf(
                "%d tasks on %d nodes, %d trials: %.2f s by the clock, %.2f s of one core%n",
                tasks, NODES, trials, wall / 1e9, busy / 1e9);
        OUT.printf(
                "through after %s (P50), %.0f attempts; %s%n",
                forecast.within(50),
                forecast.attempts(),
                forecast.bottleneck().map(wait -> wait.on().text()).orElse("no bottleneck"));
    }

    private static Premises premises(int count) {
        var random = new Random(1);
        var past = new ArrayList<Task>();
        for (var i = 0; i < PAST; i++) {
            past.add(past(i, Duration.ofMinutes(60 + random.nextInt(300)), i % 3 == 0));
        }
        var state = State.EMPTY;
        for (var i = 0; i < count; i++) {
            var definition = Definition.titled("Do");
            if (i % 2 == 1) {
                var other = new TaskId("t" + random.nextInt(i));
                definition =
                        definition.withNeeds(
                                definition
                                        .needs()
                                        .withDependencies(
                                                Map.of(other, new Dependency.Ordering())));
            }
            var id = new TaskId("t" + i);
            state = state.apply(new Event.TaskAdded(NOW, id, definition, Origin.manual(NOW)));
        }
        var habits = Habits.of(past);
        var board = Board.of(state, policy(), Sightings.NONE, NOW);
        return new Premises(board, habits, Reviewing.of(habits, ZoneOffset.UTC));
    }

    private static Policy policy() {
        var nodes = new ArrayList<Policy.NodeOffer>();
        for (var i = 1; i <= NODES; i++) {
            nodes.add(new Policy.NodeOffer("n" + i, 2, Set.of("shell")));
        }
        return new Policy(
                nodes,
                new Policy.AgentChoice("shell", Map.of()),
                Map.of(),
                Set.of(),
                Map.of(),
                List.of(),
                Timing.DEFAULT,
                "bench");
    }

    /// A task that was tried once.
    private static Task past(int number, Duration working, boolean failed) {
        var id = new TaskId("p" + number);
        var start = NOW.minus(Duration.ofDays(30)).plus(Duration.ofHours(number));
        var end = start.plus(working);
        var run = new Attempt.Run("n1", "shell", Optional.empty(), "bench", start);
        var state =
                State.EMPTY
                        .apply(
                                new Event.TaskAdded(
                                        start, id, Definition.titled("Do"), Origin.manual(start)))
                        .apply(
                                new Event.Dispatched(
                                        start, id, 1, new Lease("n1", 1, start, end), run));
        var ending = new Ending(end, failed ? Outcome.RETRY : Outcome.DONE, "", Usage.NONE);
        var delivery = new Delivery(end, COMMIT, COMMIT, List.of(), List.of(), Usage.NONE);
        return state.apply(new Event.WorkDelivered(end, id, delivery))
                .apply(new Event.AttemptEnded(end, id, ending, Optional.empty(), Parking.NONE))
                .task(id)
                .orElseThrow();
    }
}
