package ai.avyay.queue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// The one branch of the queue's repository, which the engine moves.
final class Branch {
    static final String NAME = "refs/heads/main";

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = 10_000_000;

    private final Repository jgit;
    private final Path file;
    private final Path lock;

    Branch(Path git, Repository jgit) {
        this.jgit = jgit;
        this.file = git.resolve(NAME);
        this.lock = lock(git);
    }

    private static Path lock(Path git) {
        return git.resolve(NAME + ".lock");
    }

    /// Removes the lock of a run that was killed.
    static void sweep(Path git) throws IOException {
        Files.deleteIfExists(lock(git));
    }

    /// The commit that the branch names, if it names one.
    ///
    /// @throws IOException if what it names cannot be told
    Optional<ObjectId> tip() throws IOException {
        var loose = Disk.read(file);
        if (loose.isEmpty()) {
            return Optional.ofNullable(jgit.exactRef(NAME)).map(ref -> ref.getObjectId());
        }
        var text = new String(loose.get(), StandardCharsets.US_ASCII).strip();
        if (!ObjectId.isId(text)) {
            throw new IOException(NAME + " holds no commit");
        }
        return Optional.of(ObjectId.fromString(text));
    }

    /// Makes ready to move the branch to `tip`, keeping every git out until the move is closed.
    ///
    /// A tip that somebody else put there is kept under a name of its own.
    Move prepare(ObjectId expected, ObjectId tip) throws IOException {
        claim();
        var move = new Move(lock, file);
        try {
            keepForeign(expected);
            Files.write(lock, line(tip));
            return move;
        } catch (IOException failed) {
            move.close();
            throw failed;
        }
    }

    /// A move that is ready.
    record Move(Path lock, Path file) implements AutoCloseable {
        /// Has the branch name the new tip; a loss of power may still take that back.
        void perform() throws IOException {
            Files.move(lock, file, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(lock);
        }
    }

    /// Has the disk keep what the branch names now.
    void keep() throws IOException {
        Disk.keepIfThere(file);
        Disk.keepNames(file.resolveSibling(""));
    }

    private void keepForeign(ObjectId expected) throws IOException {
        Optional<ObjectId> found;
        try {
            found = tip();
        } catch (IOException _) {
            return;
        }
        if (found.isPresent() && !found.get().equals(expected)) {
            var name = "kept-" + found.get().abbreviate(10).name();
            Disk.writeDurably(file.resolveSibling(name), line(found.get()));
        }
    }

    private static byte[] line(ObjectId id) {
        return (id.name() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /// Takes git's lock on the branch, waiting a little for a git that holds it.
    private void claim() throws IOException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Files.createFile(lock);
                return;
            } catch (FileAlreadyExistsException _) {
                if (System.nanoTime() > end) {
                    throw new IOException(
                            lock + " is held by another git, remove it if none is running");
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
