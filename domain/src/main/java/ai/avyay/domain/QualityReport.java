package ai.avyay.domain;

import java.util.List;

/// What the gate found in one commit.
///
/// @param score the weighted mean of the checks, rounded down; 100 if there are none
/// @param threshold the lowest score that is accepted
/// @param objections why the work is refused whatever its score, such as a missing deliverable
/// @param reviewReasons why a person must look at it whatever its type says, such as a change to a
///   protected path
public record QualityReport(
        int score,
        int threshold,
        List<CheckResult> checks,
        List<String> objections,
        List<String> reviewReasons) {
    public QualityReport {
        checks = List.copyOf(checks);
        objections = List.copyOf(objections);
        reviewReasons = List.copyOf(reviewReasons);
    }

    /// Whether the work is good enough.
    public boolean accepted() {
        return objections.isEmpty()
                && score >= threshold
                && checks.stream().allMatch(check -> check.passed() || !check.required());
    }
}
