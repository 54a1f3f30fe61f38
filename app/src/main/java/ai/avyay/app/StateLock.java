package ai.avyay.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// The right to write the queue: one lock of the operating system, let go by the kernel when its
/// holder dies.
///
/// The file says who holds it, for people. A process must not open it while it holds the lock
/// itself: on POSIX systems, closing any descriptor of the file would let the lock go.
final class StateLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Takes the lock if nobody holds it.
    ///
    /// @param holder what the file shall say of the new holder, in one line
    static Optional<StateLock> tryTake(Path file, String holder) {
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            var lock = tryLock(channel);
            if (lock.isEmpty()) {
                channel.close();
                return Optional.empty();
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((holder + "\n").getBytes(StandardCharsets.UTF_8)), 0);
            return Optional.of(new StateLock(channel));
        } catch (IOException failed) {
            throw CommandException.failed(
                    "%s cannot be locked (%s); check permissions and free space"
                            .formatted(file, failed.getMessage()));
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException _) {
            return Optional.empty();
        }
    }

    /// Takes the lock, waiting for its holder at most `patience`.
    ///
    /// @throws CommandException if it was held all that time
    static StateLock take(Path file, String holder, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            var taken = tryTake(file, holder);
            if (taken.isPresent()) {
                return taken.get();
            }
            if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
                throw CommandException.refused(
                        "the queue is in use by %s; try again when it has ended"
                                .formatted(holder(file)));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// Who holds the lock, as the file says it.
    static String holder(Path file) {
        try {
            var said = Files.readString(file).strip();
            return said.isEmpty() ? "another command" : said;
        } catch (IOException unreadable) {
            return "another command";
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failed) {
            throw CommandException.failed("the lock cannot be let go: " + failed.getMessage());
        }
    }
}
