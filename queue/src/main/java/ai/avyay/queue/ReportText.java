package ai.avyay.queue;

import ai.avyay.documents.Value;
import ai.avyay.domain.CheckResult;
import ai.avyay.domain.QualityReport;
import java.util.List;

/// A quality report as it stands in files.
final class ReportText {
    private static final int DEFAULT_THRESHOLD = 80;

    private ReportText() {}

    static Fields write(QualityReport report) {
        var checks = report.checks().stream().<Value>map(check -> write(check).mapping()).toList();
        var fields =
                new Fields().whole("score", report.score()).whole("threshold", report.threshold());
        if (!checks.isEmpty()) {
            fields.value("checks", Fields.sequence(checks));
        }
        return fields.texts("objections", report.objections())
                .texts("review_reasons", report.reviewReasons());
    }

    private static Fields write(CheckResult check) {
        return new Fields()
                .text("name", check.name())
                .whole("score", check.score())
                .whole("weight", check.weight())
                .truth("required", check.required())
                .truth("passed", check.passed())
                .texts("findings", check.findings());
    }

    static QualityReport read(Form form) {
        var score = form.needWhole("score");
        var threshold = form.whole("threshold").orElse(DEFAULT_THRESHOLD);
        var checks = form.forms("checks").stream().map(ReportText::check).toList();
        List<String> objections = form.texts("objections");
        List<String> reasons = form.texts("review_reasons");
        form.end();
        return new QualityReport(score, threshold, checks, objections, reasons);
    }

    private static CheckResult check(Form form) {
        var name = form.needText("name");
        var score = form.needWhole("score");
        var weight = form.whole("weight").orElse(1);
        var required = form.truth("required");
        var passed = !form.has("passed") || form.truth("passed");
        var findings = form.texts("findings");
        form.end();
        return form.checked(
                "score", () -> new CheckResult(name, score, weight, required, passed, findings));
    }
}
