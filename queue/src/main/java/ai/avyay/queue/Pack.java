package ai.avyay.queue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/// Objects on their way into one pack file, which a single flush to disk makes durable.
///
/// An object that resembles an earlier one of the same pack is written as its difference; that
/// keeps many changes of one large file small.
final class Pack implements AutoCloseable {
    private static final int DEEPEST_CHAIN = 50;
    private static final int LEAST_DELTA = 512;
    private static final int OFS_DELTA = 6;

    private final Map<ObjectId, Entry> entries = new HashMap<>();

    /// The contents that later objects may be a difference to; each serves once.
    private final Map<ObjectId, byte[]> bases = new HashMap<>();

    private final Body body = new Body();
    private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    private final byte[] buffer = new byte[1 << 15];

    /// An object of this pack.
    ///
    /// @param depth how many differences lead to it
    record Entry(int offset, int crc, int depth) {}

    private static final int HEADER = 12;

    boolean isEmpty() {
        return entries.isEmpty();
    }

    ObjectId add(int type, byte[] content) {
        return add(type, content, ObjectId.zeroId());
    }

    /// Adds an object.
    ///
    /// @param similar an object that `content` is probably a small change to; nothing happens if it
    ///   is not in this pack
    ObjectId add(int type, byte[] content, ObjectId similar) {
        var id = GitObjects.id(type, content);
        add(type, content, similar, id);
        return id;
    }

    /// Adds an object whose name is known.
    void add(int type, byte[] content, ObjectId similar, ObjectId id) {
        if (entries.containsKey(id)) {
            return;
        }
        var offset = HEADER + body.size();
        var depth = 0;
        var delta =
                content.length < LEAST_DELTA ? Optional.<byte[]>empty() : delta(content, similar);
        var base = entries.get(similar);
        if (base != null && delta.isPresent()) {
            header(OFS_DELTA, delta.get().length);
            backwards(offset - base.offset);
            deflate(delta.get());
            depth = base.depth + 1;
        } else {
            header(type, content.length);
            deflate(content);
        }
        entries.put(id, new Entry(offset, body.crc(offset - HEADER), depth));
        if (content.length >= LEAST_DELTA && depth < DEEPEST_CHAIN) {
            bases.put(id, content);
        }
    }

    private Optional<byte[]> delta(byte[] content, ObjectId similar) {
        return Optional.ofNullable(bases.remove(similar))
                .map(base -> Delta.between(base, content))
                .filter(delta -> delta.length < content.length / 2);
    }

    /// The pack between its header and its checksum.
    private static final class Body extends ByteArrayOutputStream {
        int crc(int from) {
            var crc = new CRC32();
            crc.update(buf, from, count - from);
            return (int) crc.getValue();
        }
    }

    private void header(int type, int size) {
        var rest = size >>> 4;
        var first = (type << 4) | (size & 15);
        body.write(rest == 0 ? first : first | 0x80);
        while (rest != 0) {
            var seven = rest & 0x7f;
            rest >>>= 7;
            body.write(rest == 0 ? seven : seven | 0x80);
        }
    }

    /// The distance to the base, in git's own variable-length form.
    private void backwards(int distance) {
        var bytes = new byte[5];
        var start = bytes.length - 1;
        bytes[start] = (byte) (distance & 0x7f);
        for (var rest = distance >>> 7; rest != 0; rest >>>= 7) {
            rest--;
            bytes[--start] = (byte) (0x80 | (rest & 0x7f));
        }
        body.write(bytes, start, bytes.length - start);
    }

    private void deflate(byte[] content) {
        deflater.reset();
        deflater.setInput(content);
        deflater.finish();
        while (!deflater.finished()) {
            body.write(buffer, 0, deflater.deflate(buffer));
        }
    }

    /// The pack of what was added.
    Packed finished() {
        var pack = pack();
        return new Packed(pack, PackIndex.of(pack, entries));
    }

    private byte[] pack() {
        var pack = ByteBuffer.allocate(HEADER + body.size() + 20);
        pack.put(Constants.PACK_SIGNATURE).putInt(2).putInt(entries.size());
        pack.put(body.toByteArray());
        var digest = GitObjects.sha1();
        digest.update(pack.array(), 0, pack.position());
        return pack.put(digest.digest()).array();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
