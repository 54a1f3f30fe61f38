package ai.avyay.nodes;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/// A git bundle made of a pack as it comes, cut off with an error at a limit.
final class BundleStream extends FilterInputStream {
    private final long limit;
    private long count;

    private BundleStream(InputStream bundle, long limit) {
        super(bundle);
        this.limit = limit;
    }

    /// The bundle of `commit` for those who have `start`.
    static InputStream of(
            AttemptRef attempt, CommitId start, CommitId commit, InputStream pack, long limit) {
        var header = header(attempt, start, commit).getBytes(StandardCharsets.UTF_8);
        return new BundleStream(
                new SequenceInputStream(new ByteArrayInputStream(header), pack), limit);
    }

    static String header(AttemptRef attempt, CommitId start, CommitId commit) {
        var version =
                commit.value().length() == 64
                        ? "# v3 git bundle\n@object-format=sha256\n"
                        : "# v2 git bundle\n";
        return version + "-" + start + " start\n" + commit + " " + attempt.ref() + "\n\n";
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        var got = super.read(bytes, from, length);
        count += Math.max(got, 0);
        if (count > limit) {
            throw new IOException("the result is larger than " + limit + " bytes");
        }
        return got;
    }

    @Override
    public long skip(long wanted) throws IOException {
        return readNBytes((int) Math.min(wanted, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
