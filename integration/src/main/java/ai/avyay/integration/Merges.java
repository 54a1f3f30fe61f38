package ai.avyay.integration;

import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;
import org.eclipse.jgit.revwalk.RevWalk;

/// Three-way merges in the hub's objects, without a work tree, a filter or a merge driver.
record Merges(Repository repository) {

    /// What came of a merge.
    sealed interface Merged {
        /// The tree to go on with.
        ObjectId tree();

        record Clean(ObjectId tree) implements Merged {}

        /// Not all of it fits together.
        ///
        /// @param tree holds conflict markers where a file has text on both sides, else one of the
        ///   sides
        record Conflicted(ObjectId tree, List<String> paths) implements Merged {
            public Conflicted {
                paths = List.copyOf(paths);
            }
        }
    }

    /// Trees to be merged, each also nameable by a commit that has it.
    ///
    /// @param base what both sides come from
    record Sides(ObjectId base, ObjectId ours, ObjectId theirs) {}

    /// Applies the change from `base` to `theirs` to `ours`.
    Merged merge(Sides sides) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var merger =
                    (ResolveMerger)
                            MergeStrategy.RESOLVE.newMerger(inserter, repository.getConfig());
            merger.setBase(sides.base());
            return merge(inserter, merger, sides.ours(), sides.theirs());
        }
    }

    /// Merges two commits over whatever they have in common.
    Merged mergeCommits(ObjectId ours, ObjectId theirs) throws IOException {
        try (var inserter = repository.newObjectInserter()) {
            var merger =
                    (ResolveMerger)
                            MergeStrategy.RECURSIVE.newMerger(inserter, repository.getConfig());
            return merge(inserter, merger, ours, theirs);
        }
    }

    private Merged merge(
            ObjectInserter inserter, ResolveMerger merger, AnyObjectId ours, AnyObjectId theirs)
            throws IOException {
        var index = DirCache.newInCore();
        merger.setDirCache(index);
        merger.setCommitNames(new String[] {"base", "ours", "theirs"});
        if (merger.merge(ours, theirs)) {
            inserter.flush();
            return new Merged.Clean(merger.getResultTreeId());
        }
        var paths = merger.getUnmergedPaths().stream().sorted().distinct().toList();
        if (paths.isEmpty()) {
            throw new IOException("the merge gave no result: " + merger.getFailingPaths());
        }
        try (var walk = new RevWalk(repository)) {
            var marking = new Marking(repository, inserter, walk.parseTree(ours));
            var tree = marking.tree(index, merger.getMergeResults());
            inserter.flush();
            return new Merged.Conflicted(tree, paths);
        }
    }
}
