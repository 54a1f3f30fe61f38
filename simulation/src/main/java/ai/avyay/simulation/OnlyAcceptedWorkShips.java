package ai.avyay.simulation;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Review;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Task;
import ai.avyay.planning.Policy;
import java.util.List;
import java.util.Optional;

/// Work ships only if the gate accepted it, a person did where one had to, and what it was built on
/// is on the branch already.
final class OnlyAcceptedWorkShips implements Law {
    private final Policy policy;

    OnlyAcceptedWorkShips(Policy policy) {
        this.policy = policy;
    }

    @Override
    public String sentence() {
        return "only work that was accepted ships";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        for (var i = 0; i < sight.facts().size(); i++) {
            if (sight.facts().get(i) instanceof Event.ShippingIntended(_, var id, _)) {
                var how = sight.before().get(i).task(id).flatMap(task -> lacking(task, sight));
                if (how.isPresent()) {
                    return how.map(what -> id + " ships " + what);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> lacking(Task task, Sight sight) {
        var attempt = task.attempts().getLast();
        var report = attempt.report();
        if (report.filter(OnlyAcceptedWorkShips::isGood).isEmpty()) {
            return Optional.of("though the gate said " + report);
        }
        if (mustBeSeen(task, report.get()) && !isApproved(attempt)) {
            return Optional.of("though no person said yes to this attempt");
        }
        var own = task.definition().acceptance().deliverables();
        return attempt.delivery().map(Delivery::borrowed).stream()
                .flatMap(List::stream)
                .filter(path -> !own.contains(path) && !sight.truth().isOnBranch(path))
                .findFirst()
                .map(path -> "before " + path + ", which it was given");
    }

    private static boolean isGood(QualityReport report) {
        return report.score() >= report.threshold();
    }

    private boolean mustBeSeen(Task task, QualityReport report) {
        return policy.type(task).review() == Review.REQUIRED || !report.reviewReasons().isEmpty();
    }

    private static boolean isApproved(Attempt attempt) {
        return attempt.results()
                .review()
                .filter(review ->
                        attempt.delivery()
                                .map(Delivery::commit)
                                .equals(Optional.of(review.commit())))
                .flatMap(ReviewRecord::decision)
                .filter(ReviewRecord.Decision::approved)
                .isPresent();
    }
}
