package ai.avyay.nodes;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/// A log file that never grows past a limit: it keeps the beginning and the end of what was
/// written, byte by byte.
///
/// The first half is written straight through, so that a reader can follow it. What comes after
/// goes round in the second half of the file, which is put in order on [#close()], with a line that
/// says how much was dropped.
final class BoundedLog implements Closeable {
    private static final long LEAST = 4096;

    private final Path file;
    private final FileChannel channel;
    private final long head;
    private final long ring;
    private final List<String> notes = new ArrayList<>();
    private long written;

    private BoundedLog(Path file, FileChannel channel, long limitBytes) {
        this.file = file;
        this.channel = channel;
        var limit = Math.max(limitBytes, LEAST);
        this.head = limit / 2;
        this.ring = limit - head;
    }

    /// An empty log at `file`, in place of what was there.
    static BoundedLog create(Path file, long limitBytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        return new BoundedLog(file, channel, limitBytes);
    }

    synchronized void write(byte[] bytes, int length) throws IOException {
        var from = 0;
        while (from < length) {
            var room = written < head ? head - written : ring - (written - head) % ring;
            var count = (int) Math.min(room, length - from);
            var position = written < head ? written : head + (written - head) % ring;
            var buffer = ByteBuffer.wrap(bytes, from, count);
            while (buffer.hasRemaining()) {
                position += channel.write(buffer, position);
            }
            from += count;
            written += count;
        }
    }

    /// Has `text` stand as a line of the engine's own at the very end.
    synchronized void note(String text) {
        notes.add(text);
    }

    @Override
    public synchronized void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            if (written <= head + ring) {
                append(channel, notes);
                return;
            }
            var ordered = file.resolveSibling(file.getFileName() + ".part");
            try (var target =
                    FileChannel.open(
                            ordered,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.WRITE)) {
                var cut = (written - head) % ring;
                copy(0, head, target);
                append(
                        target,
                        List.of((written - head - ring) + " bytes of output were dropped here"));
                copy(head + cut, ring - cut, target);
                copy(head, cut, target);
                append(target, notes);
            }
            Files.move(
                    ordered,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void copy(long from, long count, FileChannel target) throws IOException {
        var done = 0L;
        while (done < count) {
            var moved = channel.transferTo(from + done, count - done, target);
            if (moved <= 0) {
                throw new IOException("the log " + file + " was shortened while it was written");
            }
            done += moved;
        }
    }

    private static void append(FileChannel target, List<String> lines) throws IOException {
        for (var line : lines) {
            var buffer = StandardCharsets.UTF_8.encode("\n[avyay: " + line + "]\n");
            var position = target.size();
            while (buffer.hasRemaining()) {
                position += target.write(buffer, position);
            }
            target.position(position);
        }
    }
}
