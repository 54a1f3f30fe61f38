package ai.avyay.app;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The tasks that wait for a person's review, longest first, each with what there is to judge by.
public final class ReviewList {
    private final Site site;
    private final List<String> lines = new ArrayList<>();

    private ReviewList(Site site) {
        this.site = site;
    }

    /// The tasks of `site` that wait for a review.
    public static List<Task> tasks(Site site) {
        return site.queue().state().live().values().stream()
                .filter(task -> task.stage() instanceof Stage.InReview)
                .sorted(Comparator.comparing(ReviewList::since).thenComparing(Task::id))
                .toList();
    }

    private static Instant since(Task task) {
        return review(task).map(ReviewRecord::requestedAt).orElse(Instant.EPOCH);
    }

    private static Optional<ReviewRecord> review(Task task) {
        return task.lastAttempt().flatMap(attempt -> attempt.results().review());
    }

    /// The list; one line that says so if nothing waits.
    public static List<String> lines(Site site) {
        var list = new ReviewList(site);
        tasks(site).forEach(list::add);
        return list.lines.isEmpty() ? List.of("nothing waits for a review") : list.lines;
    }

    private void add(Task task) {
        var terminal = site.terminal();
        var waits =
                review(task)
                        .map(review ->
                                Duration.between(
                                        review.requestedAt(), site.situation().clock().instant()))
                        .map(time -> "  waits for " + Phrases.duration(time))
                        .orElse("");
        var title = Phrases.fit(task.definition().heading().title(), terminal.width());
        lines.add(terminal.ink().bold(task.id().value()) + "  " + title + waits);
        task.lastAttempt().ifPresent(this::add);
        lines.add("  `avyay show %s` shows the work".formatted(task.id()));
    }

    private void add(Attempt attempt) {
        var words = new ArrayList<String>();
        attempt.report()
                .map(report -> "scored %d, needs %d".formatted(report.score(), report.threshold()))
                .ifPresent(words::add);
        attempt.delivery()
                .map(delivery -> WorkDiff.size(delivery, site.locations()))
                .ifPresent(words::add);
        attempt.workingTime().map(Phrases::duration).ifPresent(words::add);
        words.add(
                attempt.usage()
                        .costUsd()
                        .map(cost -> Phrases.dollars(cost) + " as reported")
                        .orElse("cost unknown"));
        lines.add("  " + String.join(" · ", words));
        attempt.report().map(QualityReport::reviewReasons).stream()
                .flatMap(List::stream)
                .forEach(reason -> lines.add("  " + Phrases.fit(reason, Integer.MAX_VALUE)));
    }
}
