package ai.avyay.simulation;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.BranchView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The shipping branch: it moves by compare-and-set only, and by what the user commits.
final class ShippingBranch implements BranchView {
    private final Truth truth;
    private final Map<CommitId, Candidate> candidates = new HashMap<>();
    private final Map<Truth.Shipment, CommitId> shipped = new HashMap<>();
    private final Set<String> present = new HashSet<>();
    private int commits;
    private CommitId tip = commit();

    ShippingBranch(Truth truth) {
        this.truth = truth;
    }

    private record Candidate(Truth.Shipment shipment, Set<String> paths) {}

    /// A commit that there was not before.
    CommitId commit() {
        return new CommitId("%040x".formatted(++commits));
    }

    CommitId tip() {
        return tip;
    }

    @Override
    public Branch branch(Set<String> paths) {
        var there = new HashSet<>(paths);
        there.retainAll(present);
        return new Branch(tip, there);
    }

    void userCommits() {
        tip = commit();
    }

    /// A commit on the present tip that carries the newest attempt of `task`.
    Stage.Intent candidate(Task task) {
        var attempt = task.attempts().getLast();
        var paths =
                attempt.delivery()
                        .map(delivery -> Set.copyOf(delivery.artifacts()))
                        .orElse(Set.of());
        var candidate = commit();
        var shipment = new Truth.Shipment(task.id(), attempt.number());
        candidates.put(candidate, new Candidate(shipment, paths));
        return new Stage.Intent(candidate, tip);
    }

    /// Moves the branch to the candidate, unless it stands there already.
    ///
    /// @return false if it stands elsewhere than the candidate was made on
    boolean ship(Stage.Intent intent) {
        if (tip.equals(intent.candidate())) {
            return true;
        }
        var candidate = candidates.get(intent.candidate());
        if (candidate == null || !tip.equals(intent.onto())) {
            return false;
        }
        tip = intent.candidate();
        present.addAll(candidate.paths());
        shipped.put(candidate.shipment(), tip);
        truth.bring(candidate.paths());
        truth.ship(candidate.shipment().task(), candidate.shipment().attempt());
        return true;
    }

    /// The commit by which this attempt of this task was shipped, if it was.
    Optional<CommitId> shipped(TaskId task, int attempt) {
        return Optional.ofNullable(shipped.get(new Truth.Shipment(task, attempt)));
    }
}
