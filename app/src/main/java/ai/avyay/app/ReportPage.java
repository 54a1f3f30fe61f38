package ai.avyay.app;

import ai.avyay.planning.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The history in numbers, as lines of text or as JSON.
public final class ReportPage {
    private static final int LABEL = 34;

    private final Report report;

    public ReportPage(Site site) {
        this(Report.of(site.queue().tasks(), site.situation().clock().instant()));
    }

    ReportPage(Report report) {
        this.report = report;
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
        lines.add(row("Done per week", decimal(report.donePerWeek())));
        lines.add(row("Active hours per day", decimal(report.activeHoursPerDay())));
        lines.add(row("Time to the first commit", firstCommit(report.pace().timeToFirstCommit())));
        lines.add(
                row(
                        "Starvation",
                        "%d times (%s per week), %s in all"
                                .formatted(
                                        report.activity().starvation(),
                                        decimal(report.starvationPerWeek()),
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
        lines.add(row("Review hours per week", decimal(report.reviewHoursPerWeek())));
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

    private static String firstCommit(Optional<Duration> median) {
        return median.map(Phrases::duration)
                .map(length -> length + " (median over tasks, a group as one)")
                .orElse("-");
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String words(Report.Spending spent) {
        var tokens =
                String.format(
                        Locale.ROOT,
                        "%,d tokens in, %,d out",
                        spent.inputTokens(),
                        spent.outputTokens());
        var unknown =
                spent.unknown() == 0
                        ? ""
                        : "; the cost of %s is unknown"
                                .formatted(Phrases.count(spent.unknown(), "attempt"));
        return "%s as reported, %s%s".formatted(Phrases.dollars(spent.costUsd()), tokens, unknown);
    }

    /// The same for programs; durations in seconds, absent where there is nothing to measure;
    /// `first_commit_seconds` is the median over tasks, a group as one.
    public String json() {
        var root = Json.object();
        var counts = report.counts();
        root.putObject("tasks")
                .put("all", counts.tasks())
                .put("done", counts.done())
                .put("retried", counts.retried())
                .put("failed", counts.failed())
                .put("abandoned", counts.abandoned());
        var attempts = root.putObject("attempts").put("all", counts.attempts());
        put(attempts, "average_seconds", report.pace().average());
        put(attempts, "longest_seconds", report.pace().longest());
        put(attempts, "shortest_seconds", report.pace().shortest());
        root.put("done_per_week", report.donePerWeek())
                .put("active_hours_per_day", report.activeHoursPerDay());
        put(root, "first_commit_seconds", report.pace().timeToFirstCommit());
        root.putObject("starvation")
                .put("incidents", report.activity().starvation())
                .put("per_week", report.starvationPerWeek())
                .put("seconds", report.activity().starved().toSeconds());
        root.putObject("reviews")
                .put("decided", report.reviews().decided())
                .put("rejected", report.reviews().rejected())
                .put("waiting_seconds", report.reviews().waiting().toSeconds())
                .put("hours_per_week", report.reviewHoursPerWeek());
        var spending = root.putObject("spending");
        report.spending().forEach((agent, spent) -> put(spending.putObject(agent), spent));
        return Json.pretty(root);
    }

    private static void put(ObjectNode node, String name, Optional<Duration> duration) {
        duration.ifPresent(length -> node.put(name, length.toSeconds()));
    }

    private static void put(ObjectNode node, Report.Spending spent) {
        node.put("input_tokens", spent.inputTokens())
                .put("output_tokens", spent.outputTokens())
                .put("cost_usd", spent.costUsd())
                .put("attempts_of_unknown_cost", spent.unknown());
    }
}
