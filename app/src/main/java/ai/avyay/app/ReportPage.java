package ai.avyay.app;

import ai.avyay.domain.Task;
import ai.avyay.planning.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The history in numbers, as lines of text or as JSON.
public final class ReportPage {
    private static final int LABEL = 34;

    private final Report report;

    public ReportPage(Site site) {
        var queue = site.queue();
        var state = queue.state();
        var ended =
                state.ended().keySet().stream().sorted().flatMap(id -> queue.ended(id).stream());
        List<Task> tasks = Stream.concat(state.live().values().stream(), ended).toList();
        this.report = Report.of(tasks, site.situation().clock().instant());
    }

    /// A table that people read.
    public List<String> lines() {
        var lines = new ArrayList<String>();
        var counts = report.counts();
        lines.add(row("Tasks", Long.toString(counts.tasks())));
        lines.add(row("  done", Long.toString(counts.done())));
        lines.add(row("  took more than one attempt", Long.toString(counts.retried())));
        lines.add(row("  failed", Long.toString(counts.failed())));
        lines.add(row("  abandoned", Long.toString(counts.abandoned())));
        lines.add(row("Attempts", Long.toString(counts.attempts())));
        lines.add(row("  average", words(report.pace().average())));
        lines.add(row("  longest", words(report.pace().longest())));
        lines.add(row("  shortest", words(report.pace().shortest())));
        lines.add(row("Done per week", decimal(report.pace().donePerWeek())));
        lines.add(row("Active hours per day", decimal(report.activity().hoursPerDay())));
        lines.add(row("Time to the first commit", words(report.pace().timeToFirstCommit())));
        lines.add(
                row(
                        "Starvation",
                        "%d times, %s in all"
                                .formatted(
                                        report.activity().starvation(),
                                        Phrases.duration(report.activity().starved()))));
        var reviews = report.reviews();
        lines.add(
                row(
                        "Reviews",
                        "%d decided, %d sent back, waited for %s"
                                .formatted(
                                        reviews.decided(),
                                        reviews.rejected(),
                                        Phrases.duration(reviews.waiting()))));
        report.spending().entrySet().stream()
                .filter(spent -> !spent.getValue().isNothing())
                .forEach(spent ->
                        lines.add(row("Spent by " + spent.getKey(), words(spent.getValue()))));
        return List.copyOf(lines);
    }

    private static String row(String label, String value) {
        return Phrases.pad(label, LABEL) + value;
    }

    private static String words(Optional<Duration> duration) {
        return duration.map(Phrases::duration).orElse("-");
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String words(Report.Spending spent) {
        var tokens = "%,d tokens in, %,d out".formatted(spent.inputTokens(), spent.outputTokens());
        var unknown =
                spent.unknown() == 0
                        ? ""
                        : "; the cost of %s is unknown"
                                .formatted(Phrases.count(spent.unknown(), "attempt"));
        return "%s as reported, %s%s".formatted(Phrases.dollars(spent.costUsd()), tokens, unknown);
    }

    /// The same for programs; durations in seconds.
    public String json() {
        return Json.pretty(
                Map.of(
                        "counts", report.counts(),
                        "done_per_week", report.pace().donePerWeek(),
                        "active_hours_per_day", report.activity().hoursPerDay(),
                        "worked_seconds", report.activity().worked().toSeconds(),
                        "starvation_incidents", report.activity().starvation(),
                        "starved_seconds", report.activity().starved().toSeconds(),
                        "reviews_decided", report.reviews().decided(),
                        "reviews_waiting_seconds", report.reviews().waiting().toSeconds(),
                        "average_attempt_seconds",
                                report.pace().average().map(Duration::toSeconds).orElse(0L),
                        "spending", report.spending()));
    }
}
