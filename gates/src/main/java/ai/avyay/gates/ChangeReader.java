package ai.avyay.gates;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Hub.FileChange;
import ai.avyay.gates.ChangedFile.Content;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a change out of the hub, up to a bound: what lies past it is [Content.Unread].
final class ChangeReader {
    static final long LARGEST_TEXT = 1 << 20;
    private static final long LARGEST_PROBED = 8 << 20;
    private static final long ALL_BYTES = 64L << 20;
    private static final int BINARY_PROBE = 8_000;
    private static final long LINK_BYTES = 8_192;

    private final Hub.Tree base;
    private final Hub.Tree now;
    private long left = ALL_BYTES;

    private ChangeReader(Hub.Tree base, Hub.Tree now) {
        this.base = base;
        this.now = now;
    }

    static List<ChangedFile> read(Hub hub, CommitId base, CommitId commit) {
        var reader = new ChangeReader(hub.tree(base), hub.tree(commit));
        var files = new ArrayList<ChangedFile>();
        for (var change : reader.now.changesSince(base)) {
            files.add(reader.file(change));
        }
        return List.copyOf(files);
    }

    private ChangedFile file(FileChange change) {
        var before =
                change.kind() == FileChange.Kind.ADDED
                        ? new Content.Absent()
                        : content(base, change.oldPath().orElse(change.path()), LARGEST_TEXT);
        return new ChangedFile(change, before, after(change));
    }

    private Content after(FileChange change) {
        if (change.kind() == FileChange.Kind.DELETED) {
            return new Content.Absent();
        }
        if (change.mode() == ChangedFile.GITLINK) {
            return new Content.Unread();
        }
        if (change.symlink()) {
            return content(now, change.path(), LINK_BYTES);
        }
        if (change.bytes() > LARGEST_TEXT) {
            var whole =
                    change.bytes() <= LARGEST_PROBED
                            ? now.read(change.path(), change.bytes() + 1)
                            : Optional.<byte[]>empty();
            return whole.filter(ChangeReader::isBinary).isPresent()
                    ? new Content.Binary()
                    : new Content.Unread();
        }
        return content(now, change.path(), LARGEST_TEXT);
    }

    private Content content(Hub.Tree tree, String path, long limit) {
        if (left <= 0) {
            return new Content.Unread();
        }
        Optional<byte[]> read = tree.read(path, limit);
        read.ifPresent(bytes -> left -= bytes.length);
        return read.map(bytes -> bytes.length >= limit ? new Content.Unread() : content(bytes))
                .orElse(new Content.Unnamed());
    }

    private static Content content(byte[] bytes) {
        return isBinary(bytes)
                ? new Content.Binary()
                : new Content.Text(new String(bytes, StandardCharsets.UTF_8));
    }

    /// Git's own way of telling: a zero byte near the start.
    private static boolean isBinary(byte[] bytes) {
        for (var i = 0; i < Math.min(BINARY_PROBE, bytes.length); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return false;
    }
}
