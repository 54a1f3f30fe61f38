package ai.avyay.planning;

import ai.avyay.domain.CheckResult;
import ai.avyay.domain.QualityReport;

/// Words why work was sent back.
final class Verdicts {
    private Verdicts() {}

    /// One line: the first objection, else the first required check that failed, else the score.
    static String summary(QualityReport report) {
        if (!report.objections().isEmpty()) {
            return report.objections().getFirst();
        }
        return report.checks().stream()
                .filter(check -> check.required() && !check.passed())
                .findFirst()
                .map(Verdicts::failed)
                .orElse("scored %d, needs %d".formatted(report.score(), report.threshold()));
    }

    private static String failed(CheckResult check) {
        var finding = check.findings().isEmpty() ? "" : ": " + check.findings().getFirst();
        return "check %s failed (score %d)%s".formatted(check.name(), check.score(), finding);
    }
}
