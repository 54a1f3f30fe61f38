package ai.avyay.queue;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// One move of the branch as the [Journal] holds it.
///
/// It begins on a block of its own, so that writing it cannot spoil another, and ends with a
/// checksum.
///
/// @param round counts the exchanges of areas; entries of different rounds do not belong together
/// @param number within the round, from 0
/// @param objects empty if they were durable at their own place before
record JournalEntry(long round, int number, ObjectId from, ObjectId to, Optional<Packed> objects) {
    static final int BLOCK = 4096;

    private static final long MAGIC = 0x4176_7961_794a_6e31L;
    private static final int HEAD = 3 * Long.BYTES + 2 * Constants.OBJECT_ID_LENGTH;
    private static final int LENGTHS = 2 * Integer.BYTES;

    /// Whether it only marks where entries begin.
    boolean isNothing() {
        return from.equals(to);
    }

    /// How many bytes an entry with `objects` takes, whole blocks.
    static int size(Optional<Packed> objects) {
        var content = objects.map(packed -> packed.packSize() + packed.indexSize()).orElse(0);
        var size = HEAD + LENGTHS + content + Long.BYTES;
        return (size + BLOCK - 1) / BLOCK * BLOCK;
    }

    ByteBuffer written() {
        var bytes = ByteBuffer.allocate(size(objects));
        bytes.putLong(MAGIC).putLong(round).putLong(number);
        put(bytes, from);
        put(bytes, to);
        bytes.putInt(objects.map(Packed::packSize).orElse(0));
        bytes.putInt(objects.map(Packed::indexSize).orElse(0));
        objects.ifPresent(packed -> packed.put(bytes));
        bytes.putLong(checksum(bytes, 0, bytes.position()));
        return bytes.position(bytes.capacity()).flip();
    }

    /// The entry that begins at the position of `bytes`, which moves to the next block after it;
    /// empty if there is none, or not the whole of one.
    static Optional<JournalEntry> read(ByteBuffer bytes) {
        var start = bytes.position();
        try {
            if (bytes.getLong() != MAGIC) {
                return Optional.empty();
            }
            var round = bytes.getLong();
            var number = (int) bytes.getLong();
            var from = id(bytes);
            var to = id(bytes);
            var pack = bytes.getInt();
            var index = bytes.getInt();
            if (pack < 0 || index < 0 || (long) pack + index > bytes.remaining()) {
                return Optional.empty();
            }
            var objects =
                    pack == 0 ? Optional.<Packed>empty() : Optional.of(packed(bytes, pack, index));
            var checksum = checksum(bytes, start, bytes.position());
            if (bytes.getLong() != checksum) {
                return Optional.empty();
            }
            bytes.position(start + size(objects));
            return Optional.of(new JournalEntry(round, number, from, to, objects));
        } catch (BufferUnderflowException _) {
            return Optional.empty();
        }
    }

    private static Packed packed(ByteBuffer bytes, int pack, int index) {
        var objects = new byte[pack];
        var names = new byte[index];
        bytes.get(objects).get(names);
        return new Packed(objects, names);
    }

    private static void put(ByteBuffer bytes, ObjectId id) {
        var raw = new byte[Constants.OBJECT_ID_LENGTH];
        id.copyRawTo(raw, 0);
        bytes.put(raw);
    }

    private static ObjectId id(ByteBuffer bytes) {
        var raw = new byte[Constants.OBJECT_ID_LENGTH];
        bytes.get(raw);
        return ObjectId.fromRaw(raw);
    }

    private static long checksum(ByteBuffer bytes, int from, int to) {
        var checksum = new CRC32C();
        checksum.update(bytes.slice(from, to - from));
        return checksum.getValue();
    }
}
