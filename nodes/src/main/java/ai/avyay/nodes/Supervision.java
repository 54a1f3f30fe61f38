package ai.avyay.nodes;

import ai.avyay.engine.Execution.Bounds;
import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Watches one run until its process tree is gone, and stops it at its bounds.
///
/// It sleeps until the program ends or a bound is near. The files are looked at only when the
/// program has been silent for half its bound, and now and then for their size. All times are
/// nanoseconds since it began.
final class Supervision {
    private static final int KILLED = 137;
    private static final int BUFFER = 1 << 16;
    private static final Duration LAST_OUTPUT = Duration.ofSeconds(10);
    private static final long SIZE_INTERVAL = Duration.ofSeconds(10).toNanos();

    /// Looking takes at most one part in this many of the time.
    private static final int LOOK_SHARE = 200;

    private final Confinement confinement;
    private final Bounds bounds;
    private final WorkspaceLimits limits;
    private final List<Path> folders;
    private final BoundedLog log;
    private final long began = System.nanoTime();

    private volatile long lastOutput;
    private volatile Optional<String> refusal = Optional.empty();
    private volatile Optional<IOException> unwritten = Optional.empty();

    private long lastChange;
    private long lastLook;
    private long nextSize = SIZE_INTERVAL;
    private Optional<Pulse> lastPulse = Optional.empty();

    /// @param folders what the program can write to
    Supervision(
            Confinement confinement,
            Bounds bounds,
            WorkspaceLimits limits,
            List<Path> folders,
            BoundedLog log) {
        this.confinement = confinement;
        this.bounds = bounds;
        this.limits = limits;
        this.folders = folders;
        this.log = log;
    }

    /// How the run ended; an interrupt of this thread ends it.
    Exit await() throws InterruptedException {
        var drain = Thread.ofPlatform().daemon().name("drain").start(this::drain);
        Exit exit;
        try {
            exit = watch();
        } finally {
            confinement.stop(limits.grace());
        }
        drain.join(LAST_OUTPUT);
        if (unwritten.isPresent()) {
            throw new NodeException(
                    "the log could not be written, so the run was stopped", unwritten.get());
        }
        return refusal.<Exit>map(Exit.NotStarted::new).orElse(exit);
    }

    private Exit watch() throws InterruptedException {
        var deadline = bounds.timeout().toNanos();
        while (true) {
            var until = Math.min(deadline, Math.min(nextSize, nextSilence()));
            if (confinement.ended(Duration.ofNanos(until - elapsed()))) {
                return new Exit.Exited(confinement.code());
            }
            var now = elapsed();
            if (now >= deadline) {
                return new Exit.TimedOut(bounds.timeout());
            }
            if (now >= nextSize || now >= nextSilence()) {
                var pulse = look(now);
                if (pulse.bytes() > limits.workspaceBytes()
                        || pulse.files() >= limits.workspaceFiles()) {
                    log.note(
                            "stopped: the workspace grew to %d bytes in %d files"
                                    .formatted(pulse.bytes(), pulse.files()));
                    return new Exit.Exited(KILLED);
                }
                if (silenceMatters() && now - heard() >= bounds.silence().toNanos()) {
                    return new Exit.Silent(bounds.silence());
                }
            }
        }
    }

    private Pulse look(long now) {
        var pulse = Pulse.of(folders, limits.workspaceFiles());
        if (!lastPulse.equals(Optional.of(pulse))) {
            lastChange = now;
        }
        lastPulse = Optional.of(pulse);
        lastLook = now;
        nextSize = now + Math.max(SIZE_INTERVAL, (elapsed() - now) * LOOK_SHARE);
        return pulse;
    }

    /// When the silence is to be looked at again: in the middle of its bound and at the end.
    private long nextSilence() {
        if (!silenceMatters()) {
            return Long.MAX_VALUE;
        }
        var half = heard() + bounds.silence().toNanos() / 2;
        return lastLook < half ? half : heard() + bounds.silence().toNanos();
    }

    private boolean silenceMatters() {
        return bounds.silence().isPositive();
    }

    private long heard() {
        return Math.max(lastChange, lastOutput);
    }

    private long elapsed() {
        return System.nanoTime() - began;
    }

    /// Moves the output into the log; where that fails the program is ended, because it would be
    /// stuck.
    private void drain() {
        try (log) {
            refusal = confinement.enter();
            if (refusal.isPresent()) {
                return;
            }
            var buffer = new byte[BUFFER];
            var output = confinement.output();
            for (var count = output.read(buffer); count >= 0; count = output.read(buffer)) {
                lastOutput = elapsed();
                log.write(buffer, count);
            }
        } catch (IOException e) {
            unwritten = Optional.of(e);
            confinement.stop(Duration.ZERO);
        }
    }
}
