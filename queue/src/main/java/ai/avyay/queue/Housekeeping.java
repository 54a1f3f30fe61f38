package ai.avyay.queue;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What can wait: git's index, and packing many small packs into a larger one. It runs on a thread
/// of its own when changes have paused for a moment, and never holds up a change.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final long QUIET_MILLIS = 300;
    private static final int LONGEST_WAIT = 20;
    private static final long LAST_WAIT_MILLIS = 30_000;

    private enum Note {
        CHANGED,
        STOP
    }

    private final QueueRepository repository;
    private final Supplier<Contents> contents;
    private final Packing packing;
    private final BlockingQueue<Note> notes = new LinkedBlockingQueue<>();
    private final Thread thread;

    Housekeeping(QueueRepository repository, Supplier<Contents> contents) {
        this.repository = repository;
        this.contents = contents;
        packing = new Packing(repository.folder());
        thread = Thread.ofPlatform().daemon().name("queue-housekeeping").unstarted(this::run);
    }

    void start() {
        thread.start();
        changed();
    }

    /// Something was recorded.
    void changed() {
        if (notes.isEmpty()) {
            notes.add(Note.CHANGED);
        }
    }

    private void run() {
        try {
            while (notes.take() == Note.CHANGED && quiet()) {
                tidy();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits until nothing was recorded for a moment, or long enough.
    ///
    /// @return whether to go on
    private boolean quiet() throws InterruptedException {
        for (var waits = 0; waits < LONGEST_WAIT; waits++) {
            var note = notes.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
            if (note == null) {
                return true;
            }
            if (note == Note.STOP) {
                return false;
            }
        }
        return true;
    }

    private void tidy() {
        try {
            repository.commits().settle();
            Index.write(repository.jgit(), contents.get());
            packing.packIfWorthwhile();
        } catch (IOException | RuntimeException failed) {
            LOG.debug("housekeeping of {} was put off", repository.packFolder(), failed);
        }
    }

    /// Ends the thread, waiting for what it has begun, and leaves the index as it should be.
    @Override
    public void close() {
        packing.stop();
        notes.add(Note.STOP);
        try {
            thread.join(LAST_WAIT_MILLIS);
            Index.write(repository.jgit(), contents.get());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            LOG.debug("the index of {} was not written", repository.packFolder(), failed);
        }
    }
}
