package ai.avyay.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.ObjectId;

/// The latest moves of the branch once more, with their objects, in a file that has its full size
/// from the start.
///
/// A flush of such a file writes the change and nothing else, where a new file waits for whatever
/// else the file system has to write. There are two areas, which are used in turn.
final class Journal implements AutoCloseable {
    /// The size of an area in bytes: a hundred changes and more of a queue of usual size.
    static final int AREA = 1 << 20;

    private static final String FILE = "avyay.journal";

    private final Path file;
    private final List<JournalEntry> found;
    private FileChannel channel;
    private int area;
    private long round;
    private int number;
    private int used;

    private Journal(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        var all = entries();
        round = all.isEmpty() ? 0 : all.getLast().round() + 1;
        found = all.stream().filter(entry -> !entry.isNothing()).toList();
    }

    /// Opens the journal in the git directory `git`, making it first if there is none.
    static Journal open(Path git) throws IOException {
        var file = git.resolve(FILE);
        var channel = channel(file);
        try {
            if (channel.size() != 2 * AREA) {
                channel.truncate(0);
                channel.write(ByteBuffer.allocate(2 * AREA), 0);
                channel.force(true);
                Disk.keepNames(git);
            }
            return new Journal(file, channel);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    private static FileChannel channel(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /// What was not given up before the journal was opened, oldest first.
    List<JournalEntry> found() {
        return found;
    }

    private List<JournalEntry> entries() throws IOException {
        return Stream.of(entries(0), entries(1))
                .filter(entries -> !entries.isEmpty())
                .sorted(Comparator.comparingLong(entries -> entries.getFirst().round()))
                .flatMap(List::stream)
                .toList();
    }

    private List<JournalEntry> entries(int from) throws IOException {
        var bytes = ByteBuffer.allocate(AREA);
        var count = 0;
        while (bytes.hasRemaining() && count >= 0) {
            count = channel.read(bytes, start(from) + bytes.position());
        }
        bytes.flip();
        var entries = new ArrayList<JournalEntry>();
        for (var entry = JournalEntry.read(bytes);
                entry.isPresent() && follows(entry.get(), entries);
                entry = JournalEntry.read(bytes)) {
            entries.add(entry.get());
        }
        return entries;
    }

    /// What stands behind the last entry may be left from an earlier round.
    private static boolean follows(JournalEntry entry, List<JournalEntry> before) {
        return entry.number() == before.size()
                && (before.isEmpty() || entry.round() == before.getFirst().round());
    }

    private static long start(int area) {
        return (long) area * AREA;
    }

    /// Whether an entry can ever hold `objects`; a mark may stand before it.
    static boolean canHold(Packed objects) {
        return JournalEntry.size(Optional.of(objects)) <= AREA - JournalEntry.BLOCK;
    }

    /// Whether an entry with `objects` fits in before the areas must be exchanged.
    boolean hasRoom(Optional<Packed> objects) {
        return used + JournalEntry.size(objects) <= AREA;
    }

    /// Goes on in the other area, whose entries are given up.
    void turn() {
        begin(1 - area);
    }

    private void begin(int next) {
        area = next;
        round++;
        number = 0;
        used = 0;
    }

    /// Has the disk keep a move of the branch.
    ///
    /// @throws IOException if it may not be kept; it will not be found then
    void keep(ObjectId from, ObjectId to, Optional<Packed> objects) throws IOException {
        var entry = new JournalEntry(round, number, from, to, objects).written();
        try {
            put(entry, start(area) + used);
        } catch (IOException failed) {
            erase(failed);
            throw failed;
        }
        used += entry.limit();
        number++;
    }

    private void erase(IOException reason) {
        try {
            put(ByteBuffer.allocate(JournalEntry.BLOCK), start(area) + used);
        } catch (IOException alsoFailed) {
            reason.addSuppressed(alsoFailed);
        }
    }

    /// Takes the last entry back.
    ///
    /// @param objects what it held
    void takeBack(Optional<Packed> objects) throws IOException {
        used -= JournalEntry.size(objects);
        number--;
        put(ByteBuffer.allocate(JournalEntry.BLOCK), start(area) + used);
    }

    /// Gives all entries up, the older ones first.
    void clear() throws IOException {
        put(ByteBuffer.allocate(JournalEntry.BLOCK), start(1 - area));
        begin(area);
        keep(ObjectId.zeroId(), ObjectId.zeroId(), Optional.empty());
    }

    /// An interrupt closes the channel; then the same is written again.
    private void put(ByteBuffer bytes, long at) throws IOException {
        var interrupted = Thread.interrupted();
        try {
            force(bytes.duplicate(), at);
        } catch (ClosedByInterruptException _) {
            interrupted = Thread.interrupted() || interrupted;
            channel = channel(file);
            force(bytes.duplicate(), at);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void force(ByteBuffer bytes, long at) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes, at + bytes.position());
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
