package ai.avyay.planning;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/// A tiny world that does what is commanded, badly: it answers late, twice, out of order, with
/// failures, or not at all. All of it comes from one seed.
final class World {
    static final Instant START = Instant.parse("2026-01-30T10:00:00Z");

    /// How many worlds a law is tried in, and how many steps each of them lives.
    static final int TRIES = 40;

    static final int STEPS = 150;

    private final Random random;
    private final RandomTasks tasks;
    private final List<Signal> underway = new ArrayList<>();
    private final Map<Work, List<String>> alive = new LinkedHashMap<>();
    private final Map<Work, Instant> dying = new HashMap<>();
    private final Set<String> branch = new HashSet<>();
    private final Map<TaskId, Task> ended = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<List<Task>> revisions = new ArrayList<>();
    private final List<Consumer<Step>> witnesses = new ArrayList<>();
    private Board board;
    private Instant now = START;
    private boolean kind;
    private boolean providerDown;

    World(long seed) {
        random = new Random(seed);
        tasks = new RandomTasks(random);
        board = Board.of(State.EMPTY, tasks.policy(), Sightings.NONE, now);
        take(new Signal.Started(true));
    }

    /// A world after its steps, each of them seen by `witness`.
    static World lived(long seed, Consumer<Step> witness) {
        var world = new World(seed).witness(witness);
        for (var i = 0; i < STEPS; i++) {
            world.step();
        }
        return world;
    }

    /// An attempt that something works on.
    record Work(TaskId task, int generation) {}

    /// One decision, seen from outside.
    record Step(Board before, Signal signal, Decision decision, Instant now) {}

    World witness(Consumer<Step> witness) {
        witnesses.add(witness);
        return this;
    }

    /// From now on nothing fails, everybody answers, and people decide what waits for them.
    World turnKind() {
        kind = true;
        return this;
    }

    Board board() {
        return board;
    }

    Instant now() {
        return now;
    }

    List<Event> events() {
        return events;
    }

    /// Attempts that work at this moment, with the resources they use.
    Map<Work, List<String>> alive() {
        return alive;
    }

    void take(Signal signal) {
        var before = board;
        var decision = Planner.decide(board, signal, now);
        board = decision.board();
        remember(before.state(), decision);
        decision.commands().forEach(this::perform);
        witnesses.forEach(witness -> witness.accept(new Step(before, signal, decision, now)));
    }

    private void remember(State before, Decision decision) {
        var state = before;
        for (var change : decision.changes()) {
            for (var event : change.events()) {
                if (event instanceof Event.TaskEnded end) {
                    ended.put(end.task(), State.end(state.task(end.task()).orElseThrow(), end));
                }
                state = state.apply(event);
                events.add(event);
            }
        }
        if (random.nextInt(10) == 0) {
            revisions.add(List.copyOf(board.state().live().values()));
        }
    }

    private void perform(Command command) {
        switch (command) {
            case Command.RunAttempt run -> {
                var task = run.task();
                alive.put(
                        new Work(task.id(), task.generation()),
                        task.definition().needs().resources());
                if (random.nextInt(3) > 0) {
                    underway.add(
                            new Signal.Began(task.id(), task.generation(), Duration.ofMillis(90)));
                }
                if (kind || random.nextInt(12) > 0) {
                    underway.add(work(run));
                }
            }
            case Command.StopAttempt stop -> {
                var last =
                        isFar(new Work(stop.task(), stop.generation()))
                                ? Timing.DEFAULT.lease()
                                : Duration.ofSeconds(50);
                dying.put(new Work(stop.task(), stop.generation()), now.plus(last));
                if (kind || random.nextInt(3) > 0) {
                    underway.add(stopped(stop.task(), stop.generation(), Outcome.CANCELLED));
                }
            }
            case Command.Judge judge ->
                    underway.add(
                            new Signal.Judged(
                                    judge.task().id(),
                                    judge.task().generation(),
                                    Scene.report(
                                            fails(4) ? 40 : 100,
                                            fails(6) ? List.of("touches CI") : List.of())));
            case Command.Integrate integrate -> underway.add(integrated(integrate.task()));
            case Command.Ship ship -> underway.add(shipped(ship.task()));
            case Command.LookAtBranch look -> {
                var present = new HashSet<>(look.paths());
                present.retainAll(branch);
                underway.add(
                        new Signal.BranchSeen(
                                new CommitSeen(Scene.commit(0), look.paths(), present)));
            }
            case Command.Tell _ -> {}
        }
    }

    private boolean isFar(Work work) {
        return board.state().task(work.task()).stream()
                .flatMap(task -> task.attempts().stream())
                .filter(attempt -> attempt.generation() == work.generation())
                .anyMatch(attempt -> attempt.run().node().equals(RandomTasks.FAR));
    }

    private boolean isStale(Work work) {
        return board.state()
                .task(work.task())
                .filter(task -> task.generation() == work.generation())
                .filter(task -> task.stage() instanceof Stage.Running)
                .isEmpty();
    }

    private boolean fails(int oneIn) {
        return !kind && random.nextInt(oneIn) == 0;
    }

    private Signal work(Command.RunAttempt run) {
        var task = run.task();
        if (providerDown && !kind) {
            return stopped(task.id(), task.generation(), Outcome.PROVIDER_ERROR);
        }
        if (fails(4)) {
            return stopped(task.id(), task.generation(), tasks.one(Outcome.values()));
        }
        var made =
                task.definition().acceptance().deliverables().stream()
                        .filter(_ -> !fails(6))
                        .toList();
        return new Signal.WorkCollected(
                task.id(),
                task.generation(),
                new Delivery(
                        now,
                        Scene.commit(0),
                        Scene.commit(1 + random.nextInt(1000)),
                        made,
                        List.copyOf(run.briefing().borrowed().keySet()),
                        Usage.NONE));
    }

    private Signal stopped(TaskId task, int generation, Outcome outcome) {
        var safe = outcome == Outcome.DONE ? Outcome.CANCELLED : outcome;
        return new Signal.AttemptStopped(
                task,
                generation,
                new Signal.Reason(safe, "because", Usage.NONE),
                Optional.empty(),
                random.nextBoolean()
                        ? Optional.of(now.plusSeconds(random.nextInt(5000)))
                        : Optional.empty());
    }

    private Signal integrated(Task task) {
        if (fails(5)) {
            return new Signal.IntegrationRefused(
                    task.id(),
                    task.generation(),
                    "conflict",
                    random.nextBoolean()
                            ? Optional.of(Scene.report(30, List.of()))
                            : Optional.empty());
        }
        return fails(6)
                ? new Signal.Shipped(task.id(), task.generation(), Optional.empty())
                : new Signal.CandidateReady(
                        task.id(),
                        task.generation(),
                        new Stage.Intent(Scene.commit(random.nextInt(9)), Scene.commit(0)));
    }

    private Signal shipped(Task task) {
        if (fails(4)) {
            return new Signal.BranchMoved(task.id(), task.generation());
        }
        branch.addAll(task.artifacts());
        return new Signal.Shipped(
                task.id(), task.generation(), Optional.of(Scene.commit(random.nextInt(9))));
    }

    /// One thing happens: something arrives, time passes, or a person asks for something.
    void step() {
        var roll = random.nextInt(20);
        if (roll < 12 && !underway.isEmpty()) {
            arrive();
        } else if (roll < 16) {
            pass(Duration.ofSeconds(1 + random.nextInt(roll < 14 ? 20 : 2000)));
        } else if (roll < 19) {
            take(tasks.request(board, ended));
        } else {
            oddity();
        }
    }

    private void arrive() {
        var index = random.nextInt(underway.size());
        var signal = fails(10) ? underway.get(index) : underway.remove(index);
        if (signal instanceof Signal.OfAttempt of
                && (signal instanceof Signal.WorkCollected
                        || signal instanceof Signal.AttemptStopped)) {
            alive.remove(new Work(of.task(), of.generation()));
        }
        take(signal);
    }

    void pass(Duration time) {
        now = now.plus(time);
        alive.keySet().removeIf(work -> dying.getOrDefault(work, Instant.MAX).isBefore(now));
        if (kind || random.nextInt(4) > 0) {
            answer();
        }
        for (var id : Planner.working(board)) {
            var generation = board.state().task(id).orElseThrow().generation();
            if (isFar(new Work(id, generation))) {
                continue;
            }
            if (underway.stream()
                    .anyMatch(signal ->
                            signal instanceof Signal.OfAttempt of
                                    && of.task().equals(id)
                                    && of.generation() == generation)) {
                take(new Signal.Heard(id, generation));
            } else {
                alive.remove(new Work(id, generation));
            }
        }
        take(new Signal.Ticked());
    }

    /// Before anything else, what was given up is killed there.
    private void answer() {
        alive.keySet().removeIf(work -> isFar(work) && isStale(work));
        take(new Signal.NodeAsked(RandomTasks.FAR, new Contact.Answered(Contact.Vitals.UNKNOWN)));
    }

    private void oddity() {
        switch (random.nextInt(7)) {
            case 0 -> providerDown = !providerDown;
            case 1 -> {
                underway.removeIf(signal ->
                        !(signal instanceof Signal.OfAttempt of)
                                || !isFar(new Work(of.task(), of.generation())));
                alive.keySet().removeIf(work -> !isFar(work));
                board = Board.of(board.state(), board.policy(), Sightings.NONE, now);
                take(new Signal.Started(true));
            }
            case 2 -> {
                if (!revisions.isEmpty()) {
                    take(tasks.rewind(revisions.get(random.nextInt(revisions.size())), ended));
                }
            }
            case 3 -> take(new Signal.NodeAsked(RandomTasks.FAR, new Contact.Away("asleep")));
            case 4 -> take(new Request.Drain(RandomTasks.FAR, "maintenance"));
            case 5 -> take(new Request.Undrain(RandomTasks.FAR));
            default -> take(new Request.Reload(board.policy()));
        }
    }

    private Policy.NodeOffer far() {
        return board.policy().node(RandomTasks.FAR).orElse(board.policy().nodes().getFirst());
    }

    /// The next thing that must happen in a kind world; false if nothing can.
    boolean goOn() {
        if (new Whereabouts(board).obstacle(far(), false).isPresent()) {
            take(new Request.Undrain(RandomTasks.FAR));
            answer();
            return true;
        }
        if (!underway.isEmpty()) {
            arrive();
            return true;
        }
        var asked = tasks.decision(board);
        if (asked.isPresent()) {
            take(asked.get());
            return true;
        }
        var wake = Planner.nextWake(board);
        wake.ifPresent(at -> pass(Duration.between(now, at)));
        return wake.isPresent();
    }
}
