package ai.avyay.integration;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Task;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/// The artifacts of other tasks that an attempt had in its base, and how to look at its work
/// without them.
///
/// What was lent ships only if the task changed it and declares it as a deliverable of its own.
///
/// @param origin the tree of the tip that the base stands on
/// @param base the tree that the work is a change to, without what was lent
/// @param hidden paths that stay as they are in `origin`
record Lent(Trees trees, ObjectId origin, ObjectId base, List<String> hidden) {

    Lent {
        hidden = List.copyOf(hidden);
    }

    static Lent of(HubObjects objects, Task task, Delivery delivery, RevCommit tip)
            throws IOException {
        var trees = new Trees(objects.repository());
        var base = objects.commit(delivery.base());
        var onBranch = objects.descends(HubObjects.id(tip.getId()), delivery.base());
        ObjectId origin =
                onBranch || base.getParentCount() == 0 || delivery.borrowed().isEmpty()
                        ? base.getTree().getId()
                        : objects.commit(HubObjects.id((ObjectId) base.getParent(0)))
                                .getTree()
                                .getId();
        var work = objects.commit(delivery.commit()).getTree();
        var hidden = new ArrayList<String>();
        var improved = new ArrayList<String>();
        for (var path : delivery.borrowed()) {
            if (!declares(task, path)
                    || at(objects, work, path).equals(at(objects, base.getTree(), path))) {
                hidden.add(path);
            } else if (trees.has(tip.getTree(), path)) {
                improved.add(path);
            }
        }
        var shown = trees.restored(origin, base.getTree(), improved);
        return new Lent(trees, origin, shown, hidden);
    }

    private static boolean declares(Task task, String path) {
        return task.definition().acceptance().deliverables().stream()
                .anyMatch(own ->
                        path.equals(own)
                                || path.startsWith(own + "/")
                                || own.startsWith(path + "/"));
    }

    private static ObjectId at(HubObjects objects, ObjectId tree, String path) throws IOException {
        try (var walk = TreeWalk.forPath(objects.repository(), path, tree)) {
            return walk == null ? ObjectId.zeroId() : walk.getObjectId(0);
        }
    }

    /// `tree` without what was lent.
    ObjectId without(ObjectId tree) throws IOException {
        return trees.restored(tree, origin, hidden);
    }
}
