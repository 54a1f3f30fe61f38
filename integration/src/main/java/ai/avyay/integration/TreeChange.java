package ai.avyay.integration;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/// One path that differs between two trees; a mode of 0 says that it is not there.
record TreeChange(String path, Side from, Side to) {
    /// The path on one side.
    record Side(int mode, ObjectId object) {
        boolean exists() {
            return mode != 0;
        }

        boolean submodule() {
            return FileMode.GITLINK.equals(mode);
        }

        boolean symlink() {
            return FileMode.SYMLINK.equals(mode);
        }
    }

    boolean adds() {
        return !from.exists();
    }

    boolean removes() {
        return !to.exists();
    }

    static List<TreeChange> between(Repository repository, ObjectId from, ObjectId to)
            throws IOException {
        try (var walk = new TreeWalk(repository)) {
            walk.addTree(from);
            walk.addTree(to);
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            var changes = new ArrayList<TreeChange>();
            while (walk.next()) {
                changes.add(new TreeChange(walk.getPathString(), side(walk, 0), side(walk, 1)));
            }
            return List.copyOf(changes);
        }
    }

    private static Side side(TreeWalk walk, int tree) {
        return new Side(walk.getRawMode(tree), walk.getObjectId(tree));
    }
}
