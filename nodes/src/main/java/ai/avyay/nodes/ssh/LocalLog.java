package ai.avyay.nodes.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// Our copy of a log that grows on a node.
///
/// It is gone on with where it ends, after its last bytes were found to be the node's too; one that
/// is another or longer is begun anew.
final class LocalLog implements Closeable {
    private static final int OVERLAP = 4096;

    private final FileChannel channel;
    private final long limit;
    private long position;

    /// @param fresh whether what is in the file belongs to nothing that goes on
    /// @param limitBytes what a node sends past this is not kept
    LocalLog(Path file, boolean fresh, long limitBytes) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        this.channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        this.limit = limitBytes;
        if (fresh) {
            channel.truncate(0);
        }
    }

    /// Where the node is to begin.
    long begin() throws IOException {
        position = Math.max(0, channel.size() - OVERLAP);
        return position;
    }

    /// Whether this can be a beginning of the node's log, if that is `bytes` long.
    boolean fits(long bytes) throws IOException {
        return channel.size() <= bytes;
    }

    void clear() throws IOException {
        channel.truncate(0);
        position = 0;
    }

    /// Takes what comes next.
    ///
    /// @return whether it goes with what is here
    boolean append(byte[] bytes) throws IOException {
        var known = (int) Math.min(bytes.length, Math.max(0, channel.size() - position));
        var here = ByteBuffer.allocate(known);
        var from = position;
        var count = 0;
        while (here.hasRemaining() && count >= 0) {
            count = channel.read(here, from + here.position());
        }
        if (!Arrays.equals(here.array(), 0, known, bytes, 0, known)) {
            return false;
        }
        position += bytes.length;
        var room = Math.max(0, Math.min(bytes.length, limit - from));
        var news = ByteBuffer.wrap(bytes, known, (int) Math.max(0, room - known));
        for (var at = from + known; news.hasRemaining(); ) {
            at += channel.write(news, at);
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
