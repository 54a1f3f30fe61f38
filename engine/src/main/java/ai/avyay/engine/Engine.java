package ai.avyay.engine;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.planning.Board;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Request;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
    private final Steps steps;
    private final Lookout lookout;
    private final List<Consumer<Board>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread loop = Thread.ofPlatform().name("avyay-loop").unstarted(this::run);
    private volatile Optional<String> failure = Optional.empty();
    private volatile boolean closing;
    private volatile boolean acting;

    public Engine(Ports ports, Policy policy, InstantSource clock, StateFolder folder) {
        this.ports = ports;
        this.clock = clock;
        this.effects = new Effects(ports, folder, clock, inbox, () -> board().policy());
        this.steps =
                new Steps(
                        new Steps.Reach(ports.queue(), ports.hub(), ports.notifier()),
                        policy,
                        new Steps.Times(clock, () -> Duration.ofNanos(System.nanoTime())),
                        effects::perform);
        this.lookout = new Lookout(ports, inbox, this::board);
    }

    /// Opens the queue and starts the loop.
    ///
    /// @param dispatching whether attempts may start; if not, only requests are carried out
    /// @throws QueueException if the queue cannot be opened
    public void start(boolean dispatching) {
        steps.open(() -> nudge(), dispatching);
        if (dispatching) {
            effects.sweep();
            lookout.adjust(board().policy());
            effects.losses().lookFor(inReview());
        }
        acting = dispatching;
        loop.start();
    }

    private List<Task> inReview() {
        return board().activeTasks()
                .filter(task -> task.stage() instanceof Stage.InReview)
                .toList();
    }

    /// The present board; it never changes, a later call gives a later one.
    public Board board() {
        return steps.board();
    }

    /// Asks for something and waits until it is on disk or refused.
    ///
    /// @throws QueueException if it could not be recorded; then nothing was changed
    public Answer ask(Request request) throws InterruptedException {
        if (ended.getCount() == 0) {
            return Answer.refused("the engine has ended");
        }
        try {
            return inbox.ask(steps.noted(request))
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

    /// Why the hub must be opened again before anything can go on, if that is so.
    public Optional<String> hubLost() {
        return effects.losses().hubLost();
    }

    /// Hands running attempts back, records that, and ends.
    @Override
    public void close() {
        if (closing) {
            return;
        }
        try {
            lookout.close();
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
            while (!closing || steps.isDue()) {
                step(next());
            }
            step(inbox.rest());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (QueueException e) {
            steps.tellLost(e);
        } catch (RuntimeException e) {
            LOG.error(
                    "the loop stopped because of a bug; what was recorded is safe, start again", e);
            failure = Optional.of(String.valueOf(e.getMessage()));
        } finally {
            ended.countDown();
            inbox.rest()
                    .forEach(envelope -> envelope.answer(Answer.refused("the engine has ended")));
            listeners.forEach(listener -> listener.accept(board()));
        }
    }

    private List<Envelope> next() throws InterruptedException {
        var batch = inbox.take(steps.isDue() ? Duration.ZERO : untilNextWake());
        if (batch.isEmpty() && !steps.isDue()) {
            batch.add(Envelope.of(new Signal.Ticked()));
        }
        if (batch.stream().anyMatch(envelope -> envelope.signal() instanceof Signal.Ticked)) {
            batch.addAll(0, signsOfLife());
        }
        return batch;
    }

    /// They come before leases are looked at, because a clock that jumped, or a machine that slept,
    /// makes every lease look old.
    private List<Envelope> signsOfLife() {
        return effects.alive().stream().map(Envelope::of).toList();
    }

    private Duration untilNextWake() {
        var wait =
                steps.nextWake()
                        .map(wake -> Duration.between(clock.instant(), wake))
                        .orElse(LONGEST_WAIT);
        if (wait.isNegative() || wait.isZero()) {
            return Duration.ofMillis(1);
        }
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    /// Where the disk takes nothing, everything waits; at the end there is no waiting.
    private void step(List<Envelope> batch) throws InterruptedException {
        var before = board().policy();
        var unrecorded = steps.step(batch);
        if (acting && !before.equals(board().policy())) {
            lookout.adjust(board().policy());
        }
        if (unrecorded.isEmpty()) {
            listeners.forEach(listener -> listener.accept(board()));
        } else if (closing) {
            throw unrecorded.get();
        } else {
            steps.tellWaiting(unrecorded.get());
            ended.await(DISK_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
