package ai.avyay.planning;

import ai.avyay.domain.Review;
import java.util.List;
import java.util.Optional;

/// What the configuration says of one kind of task.
///
/// @param threshold the lowest score that is accepted, 0 to 100
/// @param checks names of checks; empty: every configured check
/// @param heavy whether it waits while a node is loaded or hot
public record TaskType(Review review, int threshold, Optional<List<String>> checks, boolean heavy) {
    public static final int DEFAULT_THRESHOLD = 80;

    /// What holds for a type that the configuration does not name.
    public static final TaskType DEFAULT =
            new TaskType(Review.NONE, DEFAULT_THRESHOLD, Optional.empty());

    public TaskType(Review review, int threshold, Optional<List<String>> checks) {
        this(review, threshold, checks, false);
    }

    public TaskType {
        checks = checks.map(List::copyOf);
        if (threshold < 0 || threshold > 100) {
            throw new IllegalArgumentException(
                    "min_quality_threshold must be 0 to 100: " + threshold);
        }
    }
}
