package ai.avyay.engine;

import ai.avyay.domain.State;
import ai.avyay.planning.Board;
import ai.avyay.planning.Change;
import ai.avyay.planning.Command;
import ai.avyay.planning.Planner;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Request;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The engine without threads: has signals decided, makes the facts durable, then hands the
/// commands on.
///
/// One thread at a time may call it. The engine gives it the real time; the simulation, a time of
/// its own.
public final class Steps {
    private static final Logger LOG = LoggerFactory.getLogger(Steps.class);

    private final TaskQueue queue;
    private final Notifier notifier;
    private final InstantSource clock;
    private final ClockWatch watch;
    private final Consumer<Command> effects;
    private final Presence presence;
    private final Recording recording;
    private final Completion completion;
    private final List<Envelope> held = new ArrayList<>();
    private volatile Board board;
    private boolean acting;
    private boolean edited;

    /// What the steps reach the world through; everything else is the effects' to reach.
    public record Reach(TaskQueue queue, BranchView branch, Notifier notifier) {}

    /// The times that the engine goes by.
    ///
    /// @param clock the machine's clock; it may be set, and goes on while the machine sleeps
    /// @param passed time that only passes, counted from anywhere; it may stand still while the
    ///   machine sleeps
    public record Times(InstantSource clock, Supplier<Duration> passed) {}

    /// @param effects is handed each command once the facts that led to it are on disk
    public Steps(Reach reach, Policy policy, Times times, Consumer<Command> effects) {
        this.queue = reach.queue();
        this.notifier = reach.notifier();
        this.clock = times.clock();
        this.watch = new ClockWatch(times);
        this.effects = effects;
        this.presence = new Presence(reach.branch());
        this.recording = new Recording(queue, notifier, clock);
        this.completion = new Completion(queue);
        this.board = Board.of(State.EMPTY, policy, Sightings.NONE, clock.instant());
    }

    /// Opens the queue; the next step begins with that.
    ///
    /// @param onEdit called from another thread when a person may have saved a file
    /// @param dispatching whether attempts may start; if not, only requests are carried out
    /// @throws QueueException if the queue cannot be opened
    public void open(Runnable onEdit, boolean dispatching) {
        var opened = queue.open(onEdit);
        for (var notice : opened.notices()) {
            notifier.tell(new Notifier.Notice(Notifier.Notice.Level.WARNING, notice));
        }
        board = Board.of(opened.state(), board.policy(), Sightings.NONE, clock.instant());
        acting = dispatching;
        if (dispatching) {
            held.add(Envelope.of(new Signal.Started(true)));
        }
    }

    /// The present board; it never changes, a later call gives a later one.
    public Board board() {
        return board;
    }

    /// `request` with what is to be noted in it before it is decided.
    public Request noted(Request request) {
        return presence.noted(request);
    }

    /// Whether the next step has something to do without a new signal: one could not be recorded,
    /// or people may have saved more.
    public boolean isDue() {
        return edited || !held.isEmpty();
    }

    /// When time alone may change something next; empty if never.
    public Optional<Instant> nextWake() {
        return Planner.nextWake(board);
    }

    /// Decides what people saved in the queue's files and `batch`, in this order.
    ///
    /// @return empty if everything is recorded and its commands are handed on; else why it is not:
    ///   then requests have failed, and the rest waits for the next step
    public Optional<QueueException> step(List<Envelope> batch) {
        var changes = new ArrayList<Change>();
        var commands = new ArrayList<Command>();
        var answers = new ArrayList<Runnable>();
        var byHand = HandEdits.envelopes(recording.edits(), clock.instant(), presence, notifier);
        var signals = new ArrayList<>(held);
        held.clear();
        signals.addAll(batch);
        var next = board;
        // First of all, so that nothing is taken for over because of it.
        var set = watch.setBy();
        var clockSet = set.map(Signal.ClockSet::new).map(Envelope::of).stream().toList();
        var later = new ArrayList<Envelope>();
        for (var envelope : together(clockSet, together(byHand, signals))) {
            var signal = completion.of(envelope.signal(), board.state(), next.state());
            if (signal.isEmpty()) {
                later.add(envelope);
                continue;
            }
            var decision = Planner.decide(next, signal.get(), clock.instant());
            next = decision.board();
            changes.addAll(decision.changes());
            commands.addAll(decision.commands());
            answers.add(() -> envelope.answer(new Answer(decision.remarks(), decision.refusal())));
        }
        var failure = recorded(changes);
        if (failure.isPresent()) {
            signals.forEach(envelope -> hold(envelope, failure.get()));
            return failure;
        }
        board = next;
        set.ifPresent(watch::takenIn);
        commands.stream().filter(this::isMine).forEach(effects);
        queue.publish();
        answers.forEach(Runnable::run);
        // What was saved by hand and not taken is put aside when the next edits are asked for.
        edited = !byHand.isEmpty();
        held.addAll(later);
        return Optional.empty();
    }

    private static List<Envelope> together(List<Envelope> first, List<Envelope> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private Optional<QueueException> recorded(List<Change> changes) {
        try {
            recording.append(changes);
            return Optional.empty();
        } catch (QueueException failure) {
            LOG.debug("not recorded", failure);
            return Optional.of(failure);
        }
    }

    /// Observations are kept for later and requests fail, so that nothing is lost.
    private void hold(Envelope envelope, QueueException failure) {
        if (envelope.signal() instanceof Request) {
            envelope.fail(failure);
        } else {
            held.add(envelope);
        }
    }

    /// An engine that only carries out requests leaves all but the telling to the next one that
    /// acts.
    private boolean isMine(Command command) {
        return acting || command instanceof Command.Tell;
    }

    /// Says that the work waits for the disk.
    void tellWaiting(QueueException failure) {
        if (acting) {
            recording.tell(failure);
        }
    }

    /// Says that the end of what happened is not on disk.
    void tellLost(QueueException failure) {
        if (acting) {
            recording.tellLost(failure);
        }
    }
}
