package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Integration.Prepared;
import ai.avyay.integration.HubObjects.NewCommit;
import ai.avyay.integration.Merges.Merged;
import ai.avyay.integration.Merges.Sides;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;

/// Makes the commits that may ship: the task's change on top of the present tip, without what was
/// lent to it. The same task on the same tip gives the same commits.
record Candidates(HubObjects objects) {
    private static final int MOST_KEPT = 500;

    /// One step of the change, from tree to tree, and the words for it.
    private record Step(ObjectId from, ObjectId to, String message) {}

    Prepared prepare(Task task) {
        var attempt = task.lastAttempt().orElseThrow(() -> undelivered(task));
        var delivery = attempt.delivery().orElseThrow(() -> undelivered(task));
        var ref = new AttemptRef(task.id(), attempt.number());
        return HubObjects.reading(
                ref + ": bringing it onto " + ShippingBranch.NAME,
                () -> {
                    var tip = objects.commit(objects.tip());
                    var lent = Lent.of(objects, task, delivery, tip);
                    var message = Message.squashed(task, ref, attempt.run().agent());
                    var kept =
                            task.definition().acceptance().scope().keepCommits()
                                    ? kept(delivery, lent, ref)
                                    : Optional.<List<Step>>empty();
                    var steps =
                            kept.orElse(
                                    List.of(
                                            new Step(
                                                    lent.base(),
                                                    lent.without(tree(delivery.commit())),
                                                    message)));
                    var at = delivery.at().truncatedTo(ChronoUnit.SECONDS);
                    return apply(
                            steps, tip, ref, later(at, tip.getCommitterIdent().getWhenAsInstant()));
                });
    }

    private static IllegalStateException undelivered(Task task) {
        return new IllegalStateException(
                task.id() + " has delivered nothing that could be integrated");
    }

    private static Instant later(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private ObjectId tree(CommitId commit) {
        return objects.commit(commit).getTree();
    }

    /// The agent's own commits; empty if they are no plain line on top of the base, or too many.
    private Optional<List<Step>> kept(Delivery delivery, Lent lent, AttemptRef ref)
            throws IOException {
        var line = new ArrayList<RevCommit>();
        var base = HubObjects.id(delivery.base());
        var commit = objects.commit(delivery.commit());
        while (!commit.equals(base)) {
            line.add(commit);
            if (line.size() > MOST_KEPT || commit.getParentCount() == 0) {
                return Optional.empty();
            }
            commit = objects.commit(HubObjects.id((ObjectId) commit.getParent(0)));
        }
        Collections.reverse(line);
        var steps = new ArrayList<Step>();
        var from = lent.base();
        for (var one : line) {
            var to = lent.without(one.getTree());
            steps.add(new Step(from, to, Message.kept(one.getFullMessage(), ref)));
            from = to;
        }
        return Optional.of(steps);
    }

    private Prepared apply(List<Step> steps, RevCommit tip, AttemptRef ref, Instant at)
            throws IOException {
        var merges = new Merges(objects.repository());
        ObjectId top = tip.getId();
        ObjectId tree = tip.getTree().getId();
        for (var step : steps) {
            switch (merges.merge(new Sides(step.from(), tree, step.to()))) {
                case Merged.Conflicted conflicted -> {
                    return new Prepared.Conflict(conflicted.paths());
                }
                case Merged.Clean clean -> {
                    if (!clean.tree().equals(tree)) {
                        tree = clean.tree();
                        top =
                                HubObjects.id(
                                        objects.write(
                                                new NewCommit(
                                                        tree, List.of(top), step.message(), at)));
                    }
                }
            }
        }
        if (tree.equals(tip.getTree())) {
            return new Prepared.Nothing();
        }
        var candidate = HubObjects.id(top);
        objects.point("refs/candidates/" + ref.task() + "/" + ref.number(), candidate);
        return new Prepared.Candidate(
                new Stage.Intent(candidate, HubObjects.id(tip.getId())), tree.name());
    }
}
