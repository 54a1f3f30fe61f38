package ai.avyay.integration;

import java.util.HashSet;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.jspecify.annotations.Nullable;

/// Checks each object of a bundle as it arrives, and remembers the commits and trees among them.
final class ArrivedObjects extends ObjectChecker {
    private final Set<ObjectId> commits = new HashSet<>();
    private final Set<ObjectId> trees = new HashSet<>();

    Set<ObjectId> commits() {
        return commits;
    }

    Set<ObjectId> trees() {
        return trees;
    }

    @Override
    public void checkCommit(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        super.checkCommit(id, raw);
        if (id != null) {
            commits.add(id.toObjectId());
        }
    }

    @Override
    public void checkTree(@Nullable AnyObjectId id, byte[] raw) throws CorruptObjectException {
        super.checkTree(id, raw);
        var entries = new CanonicalTreeParser();
        entries.reset(raw);
        for (; !entries.eof(); entries.next()) {
            var name = entries.getEntryPathString();
            if (DangerousName.is(name)) {
                throw new CorruptObjectException("a file is named '" + name + "'");
            }
            if (name.equals(".gitmodules") && entries.getEntryFileMode().equals(FileMode.SYMLINK)) {
                throw new CorruptObjectException(".gitmodules is a symbolic link");
            }
        }
        if (id != null) {
            trees.add(id.toObjectId());
        }
    }
}
