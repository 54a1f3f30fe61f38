package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.integration.HubObjects.NewCommit;
import ai.avyay.integration.Merges.Merged;
import ai.avyay.integration.Merges.Sides;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.ObjectId;

/// Makes the commits that attempts start from; the same order on the same tip gives the same
/// commits. One that no branch leads to is kept by a ref of its own.
record Starts(HubObjects objects) {

    Hub.Start start(Hub.StartOrder order) {
        return HubObjects.reading(
                order.attempt() + ": its start",
                () -> {
                    var base = base(order);
                    var start = carryOver(order, base);
                    if (!start.start().equals(objects.tip())) {
                        objects.point(ref(order.attempt()), start.start());
                    }
                    return start;
                });
    }

    static String ref(AttemptRef attempt) {
        return "refs/starts/" + attempt.task() + "/" + attempt.number();
    }

    private CommitId base(Hub.StartOrder order) throws IOException {
        var tip = objects.commit(objects.tip());
        var tree = new Trees(objects.repository()).withFiles(tip.getTree(), order.borrowed());
        if (tree.equals(tip.getTree())) {
            return HubObjects.id((ObjectId) tip);
        }
        var paths = order.borrowed().keySet().stream().sorted().toList();
        var message =
                "Artifacts of other tasks\n\nLent to %s; this commit never ships.\n\n%s\n"
                        .formatted(order.attempt(), Message.list(paths));
        return write(tree, tip, message);
    }

    private CommitId write(ObjectId tree, org.eclipse.jgit.revwalk.RevCommit on, String message) {
        var at = on.getCommitterIdent().getWhenAsInstant();
        return objects.write(new NewCommit(tree, List.of(on.getId()), message, at));
    }

    /// Work whose objects are gone, because the hub was made anew, is not carried over.
    private Hub.Start carryOver(Hub.StartOrder order, CommitId base) throws IOException {
        var none = new Hub.Start(base, base, List.of());
        try {
            return carryOver(order, base, none);
        } catch (UnreadableException | MissingObjectException | CorruptObjectException _) {
            return none;
        }
    }

    private Hub.Start carryOver(Hub.StartOrder order, CommitId base, Hub.Start none)
            throws IOException {
        if (order.previous().isEmpty()) {
            return none;
        }
        var previous = order.previous().get();
        if (!objects.has(previous.base()) || !objects.has(previous.commit())) {
            return none;
        }
        var on = objects.commit(base);
        var sides =
                new Sides(
                        objects.commit(previous.base()).getTree(),
                        on.getTree(),
                        objects.commit(previous.commit()).getTree());
        var merged = new Merges(objects.repository()).merge(sides);
        var conflicts =
                switch (merged) {
                    case Merged.Clean _ -> List.<String>of();
                    case Merged.Conflicted conflicted -> conflicted.paths();
                };
        if (merged.tree().equals(on.getTree())) {
            return new Hub.Start(base, base, conflicts);
        }
        var message =
                "Work of the attempt before\n\nCarried over for %s.\n".formatted(order.attempt());
        return new Hub.Start(base, write(merged.tree(), on, message), conflicts);
    }
}
