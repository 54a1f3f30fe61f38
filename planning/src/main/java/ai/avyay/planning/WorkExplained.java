package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Lease;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Review;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Explains what goes on with a task that is being worked on, judged or reviewed.
final class WorkExplained {
    private final Board board;
    private final Task task;
    private final Instant now;
    private final Attempt attempt;

    WorkExplained(Board board, Task task, Instant now) {
        this.board = board;
        this.task = task;
        this.now = now;
        this.attempt = task.attempts().getLast();
    }

    Explanation running(Lease lease) {
        var timing = board.policy().timing();
        var worked = Duration.between(attempt.run().startedAt(), now);
        var estimate = Estimates.of(task, board.state(), timing);
        var timeout = Estimates.timeout(task, board.state(), timing);
        var reasons = new ArrayList<String>();
        reasons.add(
                "%s works on it for %s of about %s (%s), and is stopped after %s"
                        .formatted(
                                attempt.run().agent(),
                                Span.words(worked),
                                Span.words(estimate.duration()),
                                source(estimate.source()),
                                Span.words(timeout)));
        reasons.add(
                "it is attempt %d; %d of %d that may fail have failed"
                        .formatted(
                                attempt.number(),
                                Attempts.counted(task),
                                Attempts.limit(task, timing)));
        Standing.lastTry(task).ifPresent(reasons::add);
        board.sightings()
                .contacts()
                .heard(task.id())
                .ifPresent(heard ->
                        reasons.add("it was last heard of " + Span.since(heard, now) + " ago"));
        var late = worked.compareTo(estimate.duration()) > 0;
        return new Explanation(
                "%s is running on %s".formatted(task.id(), lease.node()),
                reasons,
                late ? List.of("`avyay cancel %s` stops it".formatted(task.id())) : List.of());
    }

    private static String source(Estimates.Source source) {
        return switch (source) {
            case HISTORY -> "from history";
            case TASK -> "its own estimate";
            case DEFAULT -> "the default";
        };
    }

    Explanation verifying() {
        var reasons = new ArrayList<String>();
        attempt.delivery()
                .ifPresent(delivery ->
                        reasons.add(
                                "its checks run on %s, delivered %s ago"
                                        .formatted(
                                                delivery.commit().abbreviated(),
                                                Span.since(delivery.at(), now))));
        return new Explanation(
                "%s is being verified (attempt %d)".formatted(task.id(), attempt.number()),
                reasons,
                List.of());
    }

    Explanation inReview() {
        var review = attempt.results().review();
        var since =
                review.map(ReviewRecord::requestedAt)
                        .map(at -> " for " + Span.since(at, now))
                        .orElse("");
        var reasons = new ArrayList<String>();
        if (Progress.reviewOf(task, board.policy()) == Review.REQUIRED) {
            reasons.add(
                    task.definition().acceptance().review().isPresent()
                            ? "the task itself asks for a review"
                            : "tasks of type %s ask for a review"
                                    .formatted(task.definition().heading().type()));
        }
        reasons.addAll(attempt.report().map(QualityReport::reviewReasons).orElse(List.of()));
        attempt.report()
                .ifPresent(report ->
                        reasons.add(
                                "its work scored %d (needs %d)"
                                        .formatted(report.score(), report.threshold())));
        if (review.flatMap(ReviewRecord::openedAt).isEmpty()) {
            reasons.add("nobody has looked at it yet");
        }
        var commit =
                attempt.delivery().map(Delivery::commit).map(at -> " (" + at.abbreviated() + ")");
        return new Explanation(
                "%s waits for your review%s".formatted(task.id(), since),
                reasons,
                List.of(
                        "`avyay show %s` shows what it changed%s"
                                .formatted(task.id(), commit.orElse("")),
                        "`avyay approve %s` ships it".formatted(task.id()),
                        "`avyay reject %s --feedback TEXT` sends it back".formatted(task.id())));
    }
}
