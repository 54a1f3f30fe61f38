package ai.avyay.engine;

import ai.avyay.domain.CheckResult;
import ai.avyay.domain.QualityReport;

/// Words a quality report for an agent's prompt.
public final class ReportText {
    /// The longest text, in characters; what is less important is left out first.
    public static final int LIMIT = 4_000;

    private ReportText() {}

    public static String of(QualityReport report) {
        var text =
                new StringBuilder(
                        "Score %d of 100, %d needed.\n"
                                .formatted(report.score(), report.threshold()));
        report.objections()
                .forEach(objection -> text.append("- refused: ").append(objection).append('\n'));
        report.checks().stream()
                .filter(check -> !check.passed())
                .forEach(check -> append(text, check));
        report.checks().stream()
                .filter(check -> check.passed() && check.score() < 100)
                .forEach(check -> append(text, check));
        return text.length() <= LIMIT ? text.toString() : text.substring(0, LIMIT - 4) + "...\n";
    }

    private static void append(StringBuilder text, CheckResult check) {
        text.append(
                "- check %s: %s, score %d%s\n"
                        .formatted(
                                check.name(),
                                check.passed() ? "passed" : "failed",
                                check.score(),
                                check.required() ? " (required)" : ""));
        check.findings().forEach(finding -> text.append("  - ").append(finding).append('\n'));
    }
}
