package ai.avyay.gates;

import ai.avyay.domain.CheckResult;
import ai.avyay.domain.Glob;
import ai.avyay.engine.Exit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// Turns what is known of a check's runs into its score and findings.
final class Grading {
    static final int MOST_FINDINGS = 20;

    private final Check check;
    private final Evidence now;
    private final Optional<Evidence> base;
    private final List<String> findings = new ArrayList<>();
    private final List<String> objections = new ArrayList<>();
    private final List<Integer> scores = new ArrayList<>();
    private boolean passed;

    /// What a check says, and why the work may not be taken whatever it scores.
    ///
    /// @param reviewReasons what could not be held against the base
    record Grade(CheckResult result, List<String> objections, List<String> reviewReasons) {
        Grade {
            objections = List.copyOf(objections);
            reviewReasons = List.copyOf(reviewReasons);
        }
    }

    private Grading(Check check, Evidence now, Optional<Evidence> base) {
        this.check = check;
        this.now = now;
        this.base = base;
    }

    /// The grade of a check that was ordered and of which no run came back.
    static Grade notRun(Check check) {
        var standing = check.standing();
        var result =
                new CheckResult(
                        check.name(),
                        0,
                        standing.weight(),
                        standing.required(),
                        false,
                        List.of("the check was not run"));
        return new Grade(result, List.of(), List.of());
    }

    /// @param permitted tests that the task may change
    /// @param relative makes a path that a scanner wrote relative to the root of the tree
    static Grade grade(
            Check check,
            Evidence now,
            Optional<Evidence> base,
            Predicate<TestResult> permitted,
            UnaryOperator<String> relative) {
        var grading = new Grading(check, now, check.compares() ? base : Optional.empty());
        grading.exit();
        grading.tests(permitted);
        grading.reports();
        grading.coverage();
        grading.scan(relative);
        return grading.result();
    }

    private void exit() {
        passed = now.exit().clean();
        switch (now.exit()) {
            case Exit.Exited _ -> {}
            case Exit.TimedOut(var after) ->
                    failed("the check was stopped after " + Spans.words(after) + ", its timeout");
            case Exit.Silent(var after) ->
                    failed(
                            "the check was stopped: nothing was heard of it for "
                                    + Spans.words(after));
            case Exit.NotStarted(var reason) -> failed("the check could not be started: " + reason);
            case Exit.Vanished(var reason) -> failed("the check was lost: " + reason);
        }
    }

    private void failed(String finding) {
        findings.add(finding);
        scores.add(0);
        passed = false;
    }

    private void tests(Predicate<TestResult> permitted) {
        var before = base.flatMap(Evidence::tests);
        var after = now.tests();
        if (before.isEmpty() && after.isEmpty()) {
            return;
        }
        var found = after.orElse(Report.Tests.of(List.of()));
        var comparison = TestComparison.of(found, before, permitted);
        comparison.score().ifPresent(scores::add);
        comparison.failing().forEach(test -> findings.add(told(test)));
        comparison.vanished().forEach(test -> findings.add(test.shown() + " did not run"));
        comparison.silenced().forEach(test -> findings.add(test.shown() + " was skipped"));
        objections.addAll(comparison.objections(check.name()));
        passed &= comparison.failing().isEmpty();
        var explained = !comparison.failing().isEmpty() || !comparison.vanished().isEmpty();
        if (now.exit() instanceof Exit.Exited(var code) && code != 0 && !explained) {
            failed("exit code " + code + ", though no test failed");
        }
    }

    private static String told(TestResult test) {
        return test.message().isEmpty()
                ? test.shown() + " failed"
                : test.shown() + ": " + test.message();
    }

    private void reports() {
        now.reports().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> {
                    if (entry.getValue() instanceof Report.Broken(var reason)) {
                        failed("the report " + entry.getKey() + " is unusable: " + reason);
                    }
                });
        for (var declared : check.reports().orElse(List.of())) {
            var glob = new Glob(declared);
            var matching =
                    now.reports().entrySet().stream()
                            .filter(entry -> glob.matches(entry.getKey()))
                            .toList();
            if (matching.isEmpty()) {
                failed("no report was written at " + declared);
            } else if (matching.stream().allMatch(e -> e.getValue() instanceof Report.Foreign)) {
                failed("the report at " + declared + " is in no format that is known");
            }
        }
    }

    private boolean declared() {
        return check.reports().isPresent();
    }

    private void coverage() {
        now.coverage()
                .filter(_ -> declared())
                .ifPresent(coverage -> {
                    scores.add(coverage.percent());
                    findings.add(
                            "tests reach %d of %d lines (%d %%)"
                                    .formatted(
                                            coverage.covered(),
                                            coverage.total(),
                                            coverage.percent()));
                });
    }

    private void scan(UnaryOperator<String> relative) {
        if (!declared() || now.scan().isEmpty()) {
            return;
        }
        var fresh = NewAlerts.of(now.scan(), base.flatMap(Evidence::scan), relative);
        scores.add(fresh.score());
        fresh.alerts().forEach(alert -> findings.add(alert.level() + " " + alert.text()));
    }

    private Grade result() {
        if (now.exit() instanceof Exit.Exited(var code) && code != 0 && findings.isEmpty()) {
            findings.add("`" + check.run() + "` ended with exit code " + code);
        }
        if (!passed && now.tests().isEmpty()) {
            findings.addAll(LogTail.findings(now.logTail()));
        }
        var score =
                scores.stream()
                        .mapToInt(Integer::intValue)
                        .min()
                        .orElse(now.exit().clean() ? 100 : 0);
        var standing = check.standing();
        var result =
                new CheckResult(
                        check.name(),
                        score,
                        standing.weight(),
                        standing.required(),
                        passed,
                        Plain.lines(findings, MOST_FINDINGS));
        return new Grade(result, objections, uncompared());
    }

    private List<String> uncompared() {
        return base.filter(evidence -> !evidence.ended()).isEmpty()
                ? List.of()
                : List.of(
                        check.name()
                                + ": it did not end on the base, so its tests could not be compared");
    }
}
