package ai.avyay.queue;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// The index of a pack file, in version 2 of git's form.
final class PackIndex {
    private static final int MAGIC = 0xff744f63;
    private static final int VERSION = 2;
    private static final int FIRST_BYTES = 256;
    private static final int ID = Constants.OBJECT_ID_LENGTH;

    private PackIndex() {}

    static byte[] of(byte[] pack, Map<ObjectId, Pack.Entry> entries) {
        var sorted = new TreeMap<ObjectId, Pack.Entry>(entries);
        var index = ByteBuffer.allocate(8 + FIRST_BYTES * 4 + sorted.size() * (ID + 8) + 2 * ID);
        index.putInt(MAGIC).putInt(VERSION);
        counts(index, sorted);
        var raw = new byte[ID];
        for (var id : sorted.keySet()) {
            id.copyRawTo(raw, 0);
            index.put(raw);
        }
        sorted.values().forEach(entry -> index.putInt(entry.crc()));
        sorted.values().forEach(entry -> index.putInt(entry.offset()));
        index.put(pack, pack.length - ID, ID);
        var digest = GitObjects.sha1();
        digest.update(index.array(), 0, index.position());
        return index.put(digest.digest()).array();
    }

    /// For each first byte, how many names begin with it or a smaller one.
    private static void counts(ByteBuffer index, Map<ObjectId, Pack.Entry> sorted) {
        var counts = new int[FIRST_BYTES];
        sorted.keySet().forEach(id -> counts[id.getFirstByte()]++);
        var total = 0;
        for (var count : counts) {
            total += count;
            index.putInt(total);
        }
    }
}
