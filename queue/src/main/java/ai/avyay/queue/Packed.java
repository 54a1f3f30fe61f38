package ai.avyay.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HexFormat;

/// A finished pack and its index.
final class Packed {
    private static final int CHECKSUM = 20;

    /// Without the ending of a pack, so that no reader takes it for one.
    private static final String TEMPORARY = "tmp_avyay";

    private final byte[] pack;
    private final byte[] index;

    /// Both are handed over: nobody may change them afterwards.
    Packed(byte[] pack, byte[] index) {
        this.pack = pack;
        this.index = index;
    }

    int packSize() {
        return pack.length;
    }

    int indexSize() {
        return index.length;
    }

    /// Puts the pack and then the index into `bytes`.
    void put(ByteBuffer bytes) {
        bytes.put(pack).put(index);
    }

    /// The name that both files have, without their endings.
    String name() {
        return "pack-" + HexFormat.of().formatHex(pack, pack.length - CHECKSUM, pack.length);
    }

    private Path packFile(Path folder) {
        return folder.resolve(name() + ".pack");
    }

    private Path indexFile(Path folder) {
        return folder.resolve(name() + ".idx");
    }

    /// Puts both files into `folder`; a loss of power may still take them.
    void write(Path folder) throws IOException {
        var temporaryPack = folder.resolve(TEMPORARY + "_pack");
        var temporaryIndex = folder.resolve(TEMPORARY + "_idx");
        try {
            Files.write(temporaryPack, pack);
            Files.write(temporaryIndex, index);
            var move = StandardCopyOption.ATOMIC_MOVE;
            Files.move(temporaryPack, packFile(folder), move);
            Files.move(temporaryIndex, indexFile(folder), move);
        } catch (IOException failed) {
            Files.deleteIfExists(temporaryPack);
            Files.deleteIfExists(temporaryIndex);
            throw failed;
        }
    }

    /// Has the disk keep what was written into `folder`, but not yet the names there; nothing
    /// happens if it has gone into another pack.
    void keep(Path folder) throws IOException {
        Disk.keepIfThere(packFile(folder));
        Disk.keepIfThere(indexFile(folder));
    }

    boolean isThere(Path folder) {
        return Files.exists(packFile(folder)) && Files.exists(indexFile(folder));
    }

    /// Whether both files hold what they should.
    boolean isWhole(Path folder) throws IOException {
        return holds(packFile(folder), pack) && holds(indexFile(folder), index);
    }

    private static boolean holds(Path file, byte[] content) throws IOException {
        return Disk.read(file).filter(found -> Arrays.equals(found, content)).isPresent();
    }
}
