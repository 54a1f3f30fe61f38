package ai.avyay.queue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;

/// Adds commits to the branch, so that they survive a loss of power from the moment they are there.
///
/// They are kept by the journal first. What only the journal keeps is made durable at its own place
/// later, by whoever calls [#settle()].
final class Commits implements AutoCloseable {
    private final Path packs;
    private final Branch branch;
    private final Journal journal;
    private final ReentrantLock settling = new ReentrantLock();
    private List<Packed> fresh = new ArrayList<>();
    private boolean isUsed;
    private boolean isTouched;
    private Optional<IOException> failure = Optional.empty();

    /// @param packs the folder of the packs
    Commits(Path packs, Branch branch, Journal journal) {
        this.packs = packs;
        this.branch = branch;
        this.journal = journal;
    }

    /// Moves the branch to the commit `to`, which `objects` hold.
    ///
    /// @throws IOException if it could not be recorded; then the branch is where it was
    void add(ObjectId from, ObjectId to, Packed objects) throws IOException {
        objects.write(packs);
        if (Journal.canHold(objects)) {
            move(from, to, Optional.of(objects));
        } else {
            objects.keep(packs);
            Disk.keepNames(packs);
            move(from, to);
        }
    }

    /// Moves the branch to a commit that is durable.
    void move(ObjectId from, ObjectId to) throws IOException {
        move(from, to, Optional.empty());
    }

    private void move(ObjectId from, ObjectId to, Optional<Packed> objects) throws IOException {
        while (!moved(from, to, objects)) {
            settle();
        }
    }

    /// @return whether there was room for it in the journal
    private synchronized boolean moved(ObjectId from, ObjectId to, Optional<Packed> objects)
            throws IOException {
        refuseAfterFailure();
        if (!journal.hasRoom(objects)) {
            return false;
        }
        try (var move = branch.prepare(from, to)) {
            journal.keep(from, to, objects);
            try {
                move.perform();
            } catch (IOException failed) {
                journal.takeBack(objects);
                throw failed;
            }
        }
        objects.ifPresent(fresh::add);
        isUsed = true;
        isTouched = true;
        return true;
    }

    /// Makes durable at its own place what only the journal keeps.
    ///
    /// A disk that failed to do it once is not asked again: the kernel would say that it had.
    void settle() throws IOException {
        settling.lock();
        try {
            var objects = unsettled();
            if (objects.isPresent()) {
                for (var each : objects.get()) {
                    each.keep(packs);
                }
                Disk.keepNames(packs);
                branch.keep();
            }
        } catch (IOException failed) {
            failed(failed);
            throw failed;
        } finally {
            settling.unlock();
        }
    }

    /// What is to be settled, if anything; from now on the journal writes over what was settled
    /// before.
    private synchronized Optional<List<Packed>> unsettled() throws IOException {
        refuseAfterFailure();
        if (!isTouched) {
            return Optional.empty();
        }
        var objects = fresh;
        fresh = new ArrayList<>();
        isTouched = false;
        journal.turn();
        return Optional.of(objects);
    }

    private void refuseAfterFailure() throws IOException {
        if (failure.isPresent()) {
            throw new IOException(
                    failure.get().getMessage() + ", mend the disk and start again", failure.get());
        }
    }

    private synchronized void failed(IOException reason) {
        failure = failure.or(() -> Optional.of(reason));
    }

    /// Settles everything and empties the journal.
    @Override
    public void close() throws IOException {
        try (journal) {
            settle();
            if (isUsed) {
                journal.clear();
            }
        }
    }
}
