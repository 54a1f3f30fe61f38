package ai.avyay.app;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CheckResult;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Parking;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Everything there is to say of one task: what was asked, every attempt, and what a person may do
/// now.
public final class TaskPage {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Task task;
    private final Ink ink;
    private final ZoneId zone;
    private final List<String> lines = new ArrayList<>();

    private TaskPage(Task task, Ink ink, ZoneId zone) {
        this.task = task;
        this.ink = ink;
        this.zone = zone;
    }

    /// The page of `task`.
    public static List<String> render(Task task, Ink ink, ZoneId zone) {
        var page = new TaskPage(task, ink, zone);
        page.heading();
        page.needs();
        page.acceptance();
        page.block("Instructions", Phrases.lines(task.definition().assignment().instructions()));
        page.block("Notes", Phrases.lines(task.definition().heading().notes().orElse("")));
        page.attempts();
        page.nextStep();
        return List.copyOf(page.lines);
    }

    private void heading() {
        var heading = task.definition().heading();
        var title = Phrases.fit(heading.title(), Integer.MAX_VALUE);
        lines.add(ink.bold(task.id() + (title.isBlank() ? "" : " — " + title)));
        var words = new ArrayList<String>();
        words.add(task.status().word());
        if (!heading.type().isBlank()) {
            words.add(heading.type());
        }
        words.add("priority " + heading.priority());
        task.definition().assignment().agent().ifPresent(words::add);
        task.definition().assignment().model().ifPresent(words::add);
        task.origin().createdAt().ifPresent(at -> words.add("added " + time(at)));
        lines.add(String.join(" · ", words));
    }

    private void needs() {
        var needs = task.definition().needs();
        needs.dependencies().forEach((other, dependency) -> lines.add(words(other, dependency)));
        listed("needs the resources", needs.resources());
        listed("needs a node with", needs.capabilities());
    }

    private static String words(TaskId other, Dependency dependency) {
        return switch (dependency) {
            case Dependency.Hard(var path, _) -> "needs " + path + " from " + other;
            case Dependency.Soft(var timeout, var fallback) ->
                    "would like %s to be done, waits %s, else %s"
                            .formatted(other, Phrases.duration(timeout), fallback);
            case Dependency.Ordering() -> "comes after " + other;
        };
    }

    private void acceptance() {
        var acceptance = task.definition().acceptance();
        listed("must produce", acceptance.deliverables());
        acceptance.checks().ifPresent(checks -> listed("must pass", checks));
        listed("may change", acceptance.scope().allowedPaths());
    }

    private void listed(String words, List<String> things) {
        if (!things.isEmpty()) {
            lines.add(Phrases.fit(words + " " + String.join(", ", things), Integer.MAX_VALUE));
        }
    }

    private void block(String heading, List<String> text) {
        if (text.isEmpty()) {
            return;
        }
        lines.add("");
        lines.add(ink.bold(heading));
        text.forEach(line -> lines.add(("  " + line).stripTrailing()));
    }

    private void attempts() {
        for (var attempt : task.attempts()) {
            lines.add("");
            lines.add(ink.bold("Attempt " + attempt.number()) + " " + summary(attempt));
            attempt.ending()
                    .map(Ending::reason)
                    .filter(reason -> !reason.isBlank())
                    .ifPresent(reason ->
                            Phrases.lines(reason).forEach(line -> lines.add("  " + line)));
            attempt.report().ifPresent(this::report);
        }
    }

    private String summary(Attempt attempt) {
        var words = new ArrayList<String>();
        words.add(attempt.ending().map(ending -> ending.outcome().word()).orElse(underWay()));
        words.add(attempt.run().agent() + " on " + attempt.run().node());
        attempt.workingTime().ifPresent(time -> words.add(Phrases.duration(time)));
        cost(attempt.usage()).ifPresent(words::add);
        attempt.delivery()
                .map(Delivery::commit)
                .ifPresent(commit -> words.add("commit " + commit.abbreviated()));
        return String.join(" · ", words);
    }

    private String underWay() {
        return switch (task.stage()) {
            case Stage.InReview _ -> "in review";
            case Stage.Verifying _ -> "being checked";
            case Stage.Integrating _ -> "being integrated";
            case Stage.Running _, Stage.Waiting _, Stage.Ended _ -> "under way";
        };
    }

    private static Optional<String> cost(Usage usage) {
        var tokens =
                usage.inputTokens() + usage.outputTokens() == 0
                        ? ""
                        : "%,d tokens in, %,d out"
                                .formatted(usage.inputTokens(), usage.outputTokens());
        var dollars =
                usage.costUsd()
                        .map(cost -> Phrases.dollars(cost) + " (" + usage.source() + ")")
                        .orElse("");
        var words =
                tokens.isEmpty() || dollars.isEmpty() ? tokens + dollars : tokens + ", " + dollars;
        return words.isEmpty() ? Optional.empty() : Optional.of(words);
    }

    private void report(QualityReport report) {
        lines.add(
                "  scored %d, needs %d: %s"
                        .formatted(
                                report.score(),
                                report.threshold(),
                                report.accepted() ? ink.good("accepted") : ink.bad("refused")));
        report.objections().forEach(objection -> finding("  ✗ ", objection));
        report.checks().forEach(this::check);
        report.reviewReasons().forEach(reason -> finding("  review: ", reason));
    }

    private void check(CheckResult check) {
        finding(
                check.passed() ? "  ✓ " : "  ✗ ",
                check.name() + " " + check.score() + (check.required() ? " (required)" : ""));
        check.findings().forEach(found -> finding("      ", found));
    }

    private void finding(String before, String text) {
        Phrases.lines(text).forEach(line -> lines.add(before + line));
    }

    private void nextStep() {
        nextStepWords()
                .ifPresent(words -> {
                    lines.add("");
                    lines.add(words);
                });
    }

    private Optional<String> nextStepWords() {
        return switch (task.stage()) {
            case Stage.InReview _ -> {
                var commit = task.lastAttempt().flatMap(Attempt::delivery).map(Delivery::commit);
                yield Optional.of(
                        "say yes with `avyay approve %s%s`, or no with `avyay reject %s --feedback TEXT`"
                                .formatted(
                                        task.id(),
                                        commit.map(shown -> " --commit " + shown.abbreviated())
                                                .orElse(""),
                                        task.id()));
            }
            case Stage.Waiting(_, Parking.ForPerson(var reason)) ->
                    Optional.of(
                            "waits for you: %s; `avyay retry %s` lets it go on"
                                    .formatted(reason, task.id()));
            case Stage.Waiting _ ->
                    Optional.of("`avyay why %s` says what it waits for".formatted(task.id()));
            case Stage.Ended ended ->
                    Optional.of(
                            ended.status().word()
                                    + " "
                                    + time(ended.at())
                                    + ended.integrated()
                                            .map(commit -> " as " + commit.abbreviated())
                                            .orElse("")
                                    + (ended.reason().isBlank() ? "" : ": " + ended.reason()));
            case Stage.Running _, Stage.Verifying _, Stage.Integrating _ -> Optional.empty();
        };
    }

    private String time(Instant at) {
        return TIME.format(at.atZone(zone));
    }
}
