package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Hub;
import java.util.List;
import java.util.Optional;

/// The files of one commit, each look at which may find that they are lost.
record GuardedTree(Guard guard, CommitTree tree) implements Hub.Tree {
    @Override
    public String id() {
        return tree.id();
    }

    @Override
    public Optional<byte[]> read(String path, long limitBytes) {
        return guard.of(tree.commit(), () -> tree.read(path, limitBytes));
    }

    @Override
    public List<Hub.FileChange> changesSince(CommitId base) {
        return guard.of(tree.commit(), () -> tree.changesSince(base));
    }

    @Override
    public List<String> paths() {
        return guard.of(tree.commit(), tree::paths);
    }
}
