package ai.avyay.simulation;

import ai.avyay.engine.Answer;
import ai.avyay.engine.Envelope;
import ai.avyay.engine.Steps;
import ai.avyay.planning.Board;
import ai.avyay.planning.Command;
import ai.avyay.planning.Request;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// The machine that the engine runs on: its clock, its inbox, and the engine while it lives.
final class Host {
    private static final Duration REACTION = Duration.ofMillis(2);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final Duration DISK_PATIENCE = Duration.ofSeconds(2);
    private static final int BATCH = 64;

    private final Ground ground;
    private final Steps.Reach reach;
    private final Outside outside;
    private final List<Envelope> inbox = new ArrayList<>();
    private List<Signal> taken = new ArrayList<>();
    private Optional<Steps> engine = Optional.empty();
    private Duration ahead = Duration.ZERO;
    private Optional<Instant> due = Optional.empty();
    private long life;
    private long steps;

    /// What the engine acts upon and is watched by.
    interface Outside extends Consumer<Command> {
        /// A sign of life of every attempt that can be reached now.
        List<Signal> signsOfLife();

        /// A step was taken.
        ///
        /// @param recorded whether the step could be recorded; if not, the engine tries again
        void stepped(boolean recorded);

        void died();

        /// A new engine lives.
        void started();
    }

    Host(Ground ground, Steps.Reach reach, Outside outside) {
        this.ground = ground;
        this.reach = reach;
        this.outside = outside;
    }

    /// The machine's own clock, which may be wrong.
    InstantSource clock() {
        return () -> ground.agenda().instant().plus(ahead);
    }

    /// Sets the clock so far ahead of the true time, or behind.
    void setClock(Duration changed) {
        ahead = changed;
    }

    /// Time that passes whatever the clock is set to.
    private Duration passed() {
        return Duration.between(Instant.EPOCH, ground.agenda().instant());
    }

    void start() {
        if (engine.isPresent()) {
            return;
        }
        var times = new Steps.Times(clock(), this::passed);
        var started = new Steps(reach, ground.policy(), times, outside);
        engine = Optional.of(started);
        started.open(() -> {}, true);
        outside.started();
        wakeAt(ground.agenda().instant());
    }

    /// Ends the engine with all that lives in its memory.
    void kill() {
        if (engine.isEmpty()) {
            return;
        }
        engine = Optional.empty();
        life++;
        inbox.clear();
        taken.clear();
        outside.died();
    }

    /// Which engine this is; what an earlier one started comes to nothing.
    long life() {
        return life;
    }

    boolean isAlive() {
        return engine.isPresent();
    }

    Optional<Board> board() {
        return engine.map(Steps::board);
    }

    /// What was said by nodes and given to the engine, since this was last asked.
    List<Signal> taken() {
        var signals = taken;
        taken = new ArrayList<>();
        return signals;
    }

    long steps() {
        return steps;
    }

    /// Brings a signal to the engine; it is lost if there is none.
    void put(Signal signal) {
        if (engine.isPresent()) {
            arrive(Envelope.of(signal));
        }
    }

    /// Asks the engine for something; never answered if it dies before, or is not there.
    CompletableFuture<Answer> ask(Request request) {
        var reply = new CompletableFuture<Answer>();
        engine.ifPresent(steps -> arrive(new Envelope(steps.noted(request), Optional.of(reply))));
        return reply;
    }

    private void arrive(Envelope envelope) {
        inbox.add(envelope);
        wakeAt(ground.agenda().instant().plus(REACTION));
    }

    /// Has the engine wake at `at`, if it would not wake before anyway.
    private void wakeAt(Instant at) {
        if (due.filter(before -> !before.isAfter(at)).isEmpty()) {
            due = Optional.of(at);
            ground.agenda().at(at, () -> wake(at));
        }
    }

    private void wake(Instant at) {
        if (due.filter(at::equals).isPresent()) {
            due = Optional.empty();
            engine.ifPresent(this::step);
        }
    }

    private void step(Steps living) {
        steps++;
        var failed = false;
        try {
            failed = living.step(batch(living)).isPresent();
            var now = ground.agenda().instant();
            if (failed) {
                wakeAt(now.plus(DISK_PATIENCE));
            } else if (living.isDue() || !inbox.isEmpty()) {
                wakeAt(now.plus(REACTION));
            } else {
                wakeAt(nextWake(living, now));
            }
        } catch (Crash _) {
            kill();
        }
        outside.stepped(!failed);
    }

    private Instant nextWake(Steps living, Instant now) {
        var latest = now.plus(LONGEST_WAIT);
        var wake = living.nextWake().map(at -> at.minus(ahead)).orElse(latest);
        var soonest = wake.isAfter(now) ? wake : now.plus(REACTION);
        return soonest.isBefore(latest) ? soonest : latest;
    }

    /// What arrived; if nothing did, time has passed, and before leases are looked at comes who is
    /// alive.
    private List<Envelope> batch(Steps living) {
        var now = inbox.subList(0, Math.min(BATCH, inbox.size()));
        var batch = new ArrayList<>(now);
        now.clear();
        if (batch.isEmpty() && !living.isDue()) {
            outside.signsOfLife().forEach(sign -> batch.add(Envelope.of(sign)));
            batch.add(Envelope.of(new Signal.Ticked()));
        }
        batch.stream()
                .map(Envelope::signal)
                .filter(signal ->
                        signal instanceof Signal.OfAttempt || signal instanceof Signal.NodeAsked)
                .forEach(taken::add);
        return batch;
    }
}
