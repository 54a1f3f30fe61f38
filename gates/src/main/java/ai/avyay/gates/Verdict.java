package ai.avyay.gates;

import ai.avyay.domain.CheckResult;
import ai.avyay.domain.QualityReport;
import java.util.List;

/// Puts grades and notes together.
final class Verdict {
    private static final int MOST = 20;

    private Verdict() {}

    static QualityReport report(int threshold, List<Grading.Grade> grades, Notes notes) {
        var all = notes;
        for (var grade : grades) {
            all = all.and(new Notes(grade.objections(), grade.reviewReasons()));
        }
        var results = grades.stream().map(Grading.Grade::result).toList();
        return new QualityReport(
                score(results),
                threshold,
                results,
                Plain.lines(all.objections(), MOST),
                Plain.lines(all.reviewReasons(), MOST));
    }

    /// The weighted mean, rounded down; 100 where nothing has a weight.
    static int score(List<CheckResult> results) {
        var weights = results.stream().mapToLong(CheckResult::weight).sum();
        var points = results.stream().mapToLong(each -> (long) each.score() * each.weight()).sum();
        return weights == 0 ? 100 : (int) (points / weights);
    }
}
