package ai.avyay.simulation;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.State;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/// A sight made by hand: facts, what is so in truth, and what was begun.
final class Sketch {
    static final Instant NOW = Instant.parse("2026-01-30T10:00:00Z");
    static final TaskId TASK = new TaskId("t0");
    static final TaskId OTHER = new TaskId("t1");
    static final Policy POLICY = onThisMachine();

    final Truth truth = new Truth(() -> NOW);
    private final List<Event> facts = new ArrayList<>();
    private final List<State> before = new ArrayList<>();
    private final List<Signal> taken = new ArrayList<>();
    private final List<Sight.Begun> begun = new ArrayList<>();
    private State state = State.EMPTY;
    private Optional<Board> board = Optional.empty();

    /// The first configuration that is drawn without other machines.
    private static Policy onThisMachine() {
        return LongStream.iterate(1, seed -> seed + 1)
                .mapToObj(seed -> Settings.drawn(Chance.of(seed, "settings")))
                .filter(policy -> policy.nodes().stream().noneMatch(Policy.NodeOffer::remote))
                .findFirst()
                .orElseThrow();
    }

    Sketch fact(Event event) {
        unfolded(event);
        state = state.apply(event);
        return this;
    }

    /// A fact that the fold would not take.
    Sketch unfolded(Event event) {
        facts.add(event);
        before.add(state);
        return this;
    }

    Sketch added(TaskId task, Definition definition) {
        return fact(new Event.TaskAdded(NOW, task, definition, Origin.manual(NOW)));
    }

    Sketch added(TaskId task) {
        return added(task, Definition.titled("Do " + task));
    }

    Sketch dispatched(TaskId task, int number, int generation) {
        return fact(dispatch(task, number, generation));
    }

    static Event.Dispatched dispatch(TaskId task, int number, int generation) {
        var lease = new Lease("n1", generation, NOW, NOW.plus(Duration.ofMinutes(5)));
        var run = new Attempt.Run("n1", Settings.AGENT, Optional.empty(), "simulated", NOW);
        return new Event.Dispatched(NOW, task, number, lease, run);
    }

    Sketch delivered(TaskId task, Usage usage) {
        var commit = new CommitId("%040x".formatted(7));
        return fact(
                new Event.WorkDelivered(
                        NOW, task, new Delivery(NOW, commit, commit, List.of(), List.of(), usage)));
    }

    Sketch attemptEnded(TaskId task, Outcome outcome, Usage usage) {
        var ending = new Ending(NOW, outcome, "because", usage);
        return fact(new Event.AttemptEnded(NOW, task, ending, Optional.empty(), Parking.NONE));
    }

    Sketch begun(Sight.Begun command) {
        begun.add(command);
        return this;
    }

    /// An agent that works on `task` and uses `resources`.
    Sketch working(TaskId task, int generation, String... resources) {
        truth.begin(
                new Truth.Occupation(
                        Truth.Occupation.Kind.AGENT,
                        new Work(task, generation),
                        "n1",
                        List.of(resources)));
        return this;
    }

    /// The engine believes `believed`.
    Sketch believing(State believed) {
        board = Optional.of(Board.of(believed, POLICY, Sightings.NONE, NOW));
        return this;
    }

    /// The engine has decided `signal`.
    Sketch took(Signal signal) {
        taken.add(signal);
        return this;
    }

    State state() {
        return state;
    }

    Sight sight() {
        return new Sight(board, state, facts, before, 1, taken, begun, truth, NOW);
    }

    static Usage dollars(int amount) {
        return new Usage(1, 1, Optional.of(BigDecimal.valueOf(amount)), "gateway");
    }
}
