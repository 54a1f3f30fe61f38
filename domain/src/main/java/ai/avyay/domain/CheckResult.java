package ai.avyay.domain;

import java.util.List;

/// What one check said of a commit.
///
/// @param score 0 to 100
/// @param weight its share in the task's score
/// @param required whether the work is refused if it did not pass
/// @param findings what to mend, most important first, short enough for a prompt
public record CheckResult(
        String name,
        int score,
        int weight,
        boolean required,
        boolean passed,
        List<String> findings) {
    public CheckResult {
        findings = List.copyOf(findings);
        if (score < 0 || score > 100) {
            throw new IllegalArgumentException("score must be 0 to 100: " + score);
        }
    }
}
