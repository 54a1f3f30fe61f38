package ai.avyay.app;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Lines over a channel that may be in strange hands: each has a greatest length.
final class LineChannel {
    private static final int CHUNK = 8192;

    private final ByteChannel channel;
    private final int longest;

    LineChannel(ByteChannel channel, int longest) {
        this.channel = channel;
        this.longest = longest;
    }

    /// The next line, without its end; what comes after it is dropped.
    ///
    /// @throws IOException if the line is too long or does not end
    String read() throws IOException {
        var chunk = ByteBuffer.allocate(CHUNK);
        var line = new byte[CHUNK];
        var length = 0;
        while (channel.read(chunk.clear()) >= 0) {
            chunk.flip();
            while (chunk.hasRemaining()) {
                var next = chunk.get();
                if (next == '\n') {
                    return new String(line, 0, length, StandardCharsets.UTF_8);
                }
                if (length == longest) {
                    throw new IOException("a line longer than " + longest + " bytes");
                }
                if (length == line.length) {
                    line = Arrays.copyOf(line, Math.min(longest, length * 2));
                }
                line[length++] = next;
            }
        }
        throw new IOException("the other side hung up in the middle of a line");
    }

    void write(String line) throws IOException {
        var bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
