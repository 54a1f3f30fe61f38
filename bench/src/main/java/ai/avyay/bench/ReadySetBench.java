package ai.avyay.bench;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Command;
import ai.avyay.planning.Planner;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Signal;
import ai.avyay.planning.Timing;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How long it takes to know what may run next after a task has ended, beside working it out from
/// scratch, and the memory of a waiting task.
///
/// Everything is decided by the real planning; only the signals are made up, as a fleet that never
/// fails would send them.
///
/// Arguments: the number of tasks (100,000), of their dependencies (1,000,000), of completions that
/// are measured (1,000), and how far back a task may depend (2,000, which makes ten dependents of
/// every task; 100,000 makes more than sixty of those that end first).
public final class ReadySetBench {
    private static final int WARM_UP = 500;
    private static final int FROM_SCRATCH = 9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final PrintStream OUT = Shell.output();
    private static final CommitId COMMIT = new CommitId("c".repeat(40));

    private final Policy policy =
            new Policy(
                    List.of(new Policy.NodeOffer("local", 8, Set.of("shell"))),
                    new Policy.AgentChoice("shell", Map.of()),
                    Map.of(),
                    Set.of(),
                    Map.of(),
                    List.of(),
                    Timing.DEFAULT,
                    "");
    private final Deque<Signal> underway = new ArrayDeque<>();
    private final Set<String> branch = new HashSet<>();
    private final List<Long> completions = new ArrayList<>();
    private final List<Long> processor = new ArrayList<>();
    private final List<Long> looks = new ArrayList<>();
    private final List<Long> others = new ArrayList<>();
    private Instant now = GiantQueue.START;
    private Board board;

    private ReadySetBench(State state) {
        board = Board.of(state, policy, Sightings.NONE, now);
        underway.add(new Signal.Started(true));
    }

    public static void main(String[] arguments) {
        var tasks = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        var dependencies = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
        var count = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_000;
        var reach = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 2_000;
        var empty = used();
        var bench = new ReadySetBench(new GiantQueue(tasks, dependencies, reach).state());
        OUT.printf(
                "%,d tasks, %,d dependencies: %,d bytes of heap a waiting task%n",
                tasks, dependencies, (used() - empty) / tasks);
        bench.complete(WARM_UP);
        bench.forget();
        bench.complete(count);
        bench.print();
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void forget() {
        List.of(completions, processor, looks, others).forEach(List::clear);
    }

    private void complete(int count) {
        var end = completions.size() + count;
        while (completions.size() < end) {
            step(underway.remove());
        }
    }

    private void step(Signal signal) {
        now = now.plusMillis(50);
        var worked = THREADS.getCurrentThreadCpuTime();
        var began = System.nanoTime();
        var decision = Planner.decide(board, signal, now);
        var spent = System.nanoTime() - began;
        if (signal instanceof Signal.Shipped) {
            processor.add(THREADS.getCurrentThreadCpuTime() - worked);
        }
        board = decision.board();
        times(signal).add(spent);
        decision.commands().forEach(this::perform);
    }

    private List<Long> times(Signal signal) {
        if (signal instanceof Signal.Shipped) {
            return completions;
        }
        return signal instanceof Signal.BranchSeen ? looks : others;
    }

    private void perform(Command command) {
        switch (command) {
            case Command.RunAttempt(var task, _, var briefing) -> {
                var borrowed = List.copyOf(briefing.borrowed().keySet());
                var made = task.definition().acceptance().deliverables();
                var delivery = new Delivery(now, COMMIT, COMMIT, made, borrowed, Usage.NONE);
                answer(new Signal.WorkCollected(task.id(), task.generation(), delivery));
            }
            case Command.Judge(var task) -> {
                var report = new QualityReport(100, 80, List.of(), List.of(), List.of());
                answer(new Signal.Judged(task.id(), task.generation(), report));
            }
            case Command.Integrate(var task) -> {
                var intent = new Stage.Intent(COMMIT, COMMIT);
                atOnce(new Signal.CandidateReady(task.id(), task.generation(), intent));
            }
            case Command.Ship(var task, var _) -> {
                branch.addAll(task.artifacts());
                atOnce(new Signal.Shipped(task.id(), task.generation(), Optional.of(COMMIT)));
            }
            case Command.LookAtBranch look ->
                    answer(new Signal.BranchSeen(look.news(COMMIT, branch)));
            case Command.StopAttempt _, Command.Tell _ -> {}
        }
    }

    /// What is integrated comes first, as agents take longer than that; else work would pile up.
    private void atOnce(Signal signal) {
        underway.addFirst(signal);
    }

    private void answer(Signal signal) {
        underway.add(signal);
    }

    private void print() {
        var scratch = new ArrayList<Long>();
        var scan = new ArrayList<Long>();
        for (var i = 0; i < FROM_SCRATCH; i++) {
            var began = System.nanoTime();
            var anew = Board.of(board.state(), policy, board.sightings(), now);
            var middle = System.nanoTime();
            var eligible = board.state().live().values().stream().filter(this::freeOfOrder).count();
            scan.add(System.nanoTime() - middle);
            scratch.add(middle - began);
            if (anew.ready().size() != board.ready().size() || eligible == 0) {
                throw new IllegalStateException("the ready set went astray");
            }
        }
        var ours = percentiles(completions);
        OUT.printf("after a completion:          %s%n", ours);
        OUT.printf("  of that on the processor:  %s%n", percentiles(processor));
        OUT.printf("after a look at the branch:  %s%n", percentiles(looks));
        OUT.printf("after any other signal:      %s%n", percentiles(others));
        OUT.printf("board made from scratch:     %s%n", percentiles(scratch));
        OUT.printf("plain scan, no index:        %s%n", percentiles(scan));
        OUT.printf(
                "ratio of the medians: %,.0f and %,.0f%n",
                percentiles(scratch).median() / ours.median(),
                percentiles(scan).median() / ours.median());
    }

    /// The least that anyone without an index would do: see whether one task must still end.
    private boolean freeOfOrder(Task task) {
        return task.definition().needs().dependencies().keySet().stream()
                .noneMatch(other -> board.state().live().containsKey(other));
    }

    private static Percentiles percentiles(List<Long> times) {
        return Percentiles.of(times.stream().mapToLong(Long::longValue));
    }
}
