package ai.avyay.engine;

import ai.avyay.planning.Board;
import ai.avyay.planning.Change;
import ai.avyay.planning.Command;
import ai.avyay.planning.Planner;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Request;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one loop: takes signals, has them decided, makes the facts durable, then has the commands
/// carried out.
///
/// One thread owns the board. Commands run on virtual threads of their own and come back as
/// signals.
public final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(2);
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(60);

    private final Ports ports;
    private final InstantSource clock;
    private final Inbox inbox = new Inbox();
    private final Effects effects;
    private final Presence presence;
    private final Recording recording;
    private final List<Consumer<Board>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread loop = Thread.ofPlatform().name("avyay-loop").unstarted(this::run);
    private final List<Inbox.Envelope> carried = new ArrayList<>();
    private volatile Board board;
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean closing;
    private boolean acting;

    public Engine(Ports ports, Policy policy, InstantSource clock, StateFolder folder) {
        this.ports = ports;
        this.clock = clock;
        this.board = Board.of(ai.avyay.domain.State.EMPTY, policy, Sightings.NONE, clock.instant());
        this.presence = new Presence(ports.hub());
        this.recording = new Recording(ports, clock);
        this.effects = new Effects(ports, folder, clock, inbox, () -> board.policy());
    }

    /// Opens the queue and starts the loop.
    ///
    /// @param dispatching whether attempts may start; if not, only requests are carried out
    /// @throws QueueException if the queue cannot be opened
    public void start(boolean dispatching) {
        var opened = ports.queue().open(() -> nudge());
        for (var notice : opened.notices()) {
            ports.notifier().tell(new Notifier.Notice(Notifier.Notice.Level.WARNING, notice));
        }
        board = Board.of(opened.state(), board.policy(), Sightings.NONE, clock.instant());
        acting = dispatching;
        if (dispatching) {
            effects.sweep();
            carried.add(new Inbox.Envelope(new Signal.Started(Set.of(), true), Optional.empty()));
        }
        loop.start();
    }

    /// The present board; it never changes, a later call gives a later one.
    public Board board() {
        return board;
    }

    /// Asks for something and waits until it is on disk or refused.
    ///
    /// @throws QueueException if it could not be recorded; then nothing was changed
    public Answer ask(Request request) throws InterruptedException {
        if (ended.getCount() == 0) {
            return Answer.refused("the engine has ended");
        }
        try {
            return inbox.ask(presence.noted(request))
                    .get(ANSWER_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QueueException failed) {
                throw new QueueException(String.valueOf(failed.getMessage()), failed);
            }
            return Answer.refused(String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            return Answer.refused(
                    "no answer within "
                            + ANSWER_PATIENCE.toSeconds()
                            + " s; the request may still be carried out");
        }
    }

    /// Calls `listener` with each new board, from the loop's thread; it must return at once.
    public AutoCloseable onChange(Consumer<Board> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Lets running attempts finish and starts no new ones.
    public void drain() throws InterruptedException {
        inbox.put(new Signal.Draining());
    }

    /// What stopped the loop, if it was a bug of ours.
    public Optional<String> failure() {
        return failure;
    }

    /// Hands running attempts back, records that, and ends.
    @Override
    public void close() {
        if (closing) {
            return;
        }
        try {
            if (loop.isAlive()) {
                drain();
                effects.handBack();
                closing = true;
                nudge();
                ended.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closing = true;
            ports.queue().close();
        }
    }

    private void nudge() {
        try {
            inbox.put(new Signal.Ticked());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closing || !carried.isEmpty()) {
                step(next());
            }
            step(inbox.rest());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (QueueException e) {
            if (acting) {
                recording.tellLost(e);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "the loop stopped because of a bug; what was recorded is safe, start again", e);
            failure = Optional.of(String.valueOf(e.getMessage()));
        } finally {
            ended.countDown();
            inbox.rest()
                    .forEach(envelope -> envelope.answer(Answer.refused("the engine has ended")));
            listeners.forEach(listener -> listener.accept(board));
        }
    }

    private List<Inbox.Envelope> next() throws InterruptedException {
        var batch = new ArrayList<>(carried);
        var patience = carried.isEmpty() ? untilNextWake() : Duration.ZERO;
        carried.clear();
        batch.addAll(inbox.take(patience));
        if (batch.isEmpty()) {
            batch.add(new Inbox.Envelope(new Signal.Ticked(), Optional.empty()));
        }
        if (batch.stream().anyMatch(envelope -> envelope.signal() instanceof Signal.Ticked)) {
            batch.addAll(0, signsOfLife());
        }
        return batch;
    }

    /// They come before leases are looked at, because a clock that jumped, or a machine that slept,
    /// makes every lease look old.
    private List<Inbox.Envelope> signsOfLife() {
        return effects.alive().stream()
                .map(heard -> new Inbox.Envelope(heard, Optional.empty()))
                .toList();
    }

    private Duration untilNextWake() {
        var wait =
                Planner.nextWake(board)
                        .map(wake -> Duration.between(clock.instant(), wake))
                        .orElse(LONGEST_WAIT);
        if (wait.isNegative() || wait.isZero()) {
            return Duration.ofMillis(1);
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private void step(List<Inbox.Envelope> batch) throws InterruptedException {
        var changes = new ArrayList<Change>();
        var commands = new ArrayList<Command>();
        var answers = new ArrayList<Runnable>();
        var byHand =
                HandEdits.envelopes(recording.edits(), clock.instant(), presence, ports.notifier());
        var envelopes = new ArrayList<>(byHand);
        envelopes.addAll(batch);
        var next = board;
        for (var envelope : envelopes) {
            var decision = Planner.decide(next, envelope.signal(), clock.instant());
            next = decision.board();
            changes.addAll(decision.changes());
            commands.addAll(decision.commands());
            answers.add(() -> envelope.answer(new Answer(decision.remarks(), decision.refusal())));
        }
        if (durable(changes, batch)) {
            board = next;
            commands.stream().filter(this::isMine).forEach(effects::perform);
            ports.queue().publish();
            answers.forEach(Runnable::run);
            if (!byHand.isEmpty()) {
                askAgain();
            }
            listeners.forEach(listener -> listener.accept(board));
        }
    }

    /// What was saved by hand and not taken is put aside when the queue is asked for the next
    /// edits, so that is done at once.
    private void askAgain() {
        carried.add(new Inbox.Envelope(new Signal.Ticked(), Optional.empty()));
    }

    /// An engine that only carries out requests leaves all but the telling to the next one that
    /// acts.
    private boolean isMine(Command command) {
        return acting || command instanceof Command.Tell;
    }

    /// Records `changes`; if that fails, observations are kept for later and requests fail, so that
    /// nothing is lost.
    private boolean durable(List<Change> changes, List<Inbox.Envelope> batch)
            throws InterruptedException {
        try {
            recording.append(changes);
            return true;
        } catch (QueueException e) {
            LOG.debug("not recorded", e);
            if (acting && !closing) {
                recording.tell(e);
            }
            for (var envelope : batch) {
                if (envelope.signal() instanceof Request) {
                    envelope.fail(e);
                } else {
                    carried.add(envelope);
                }
            }
            if (closing) {
                throw e;
            }
            ended.await(DISK_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return false;
        }
    }
}
