package ai.avyay.domain;

import java.util.List;
import java.util.Optional;

/// What the work must be like to be accepted.
///
/// @param deliverables paths that must exist and not be empty
/// @param checks names of configured checks; empty: those of the task's type
/// @param threshold the lowest score that is accepted, 0 to 100; empty: that of the type
/// @param scope which paths may change
/// @param review whether a person must say yes; empty: as the type says
public record Acceptance(
        List<String> deliverables,
        Optional<List<String>> checks,
        Optional<Integer> threshold,
        Scope scope,
        Optional<Review> review) {
    public Acceptance {
        deliverables = List.copyOf(deliverables);
        checks = checks.map(List::copyOf);
        if (threshold.isPresent() && (threshold.get() < 0 || threshold.get() > 100)) {
            throw new IllegalArgumentException(
                    "min_quality_threshold must be 0 to 100: " + threshold.get());
        }
    }

    /// Which paths the work may change.
    ///
    /// @param allowedPaths globs; empty: everything
    /// @param mayChangeTests globs of tests that may be changed or removed
    /// @param keepCommits whether the agent's own commits ship instead of one squashed commit
    public record Scope(
            List<String> allowedPaths, List<String> mayChangeTests, boolean keepCommits) {
        public Scope {
            allowedPaths = List.copyOf(allowedPaths);
            mayChangeTests = List.copyOf(mayChangeTests);
        }
    }

    public static Acceptance none() {
        return new Acceptance(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                new Scope(List.of(), List.of(), false),
                Optional.empty());
    }

    public Acceptance withDeliverables(List<String> changed) {
        return new Acceptance(changed, checks, threshold, scope, review);
    }

    public Acceptance withChecks(List<String> changed) {
        return new Acceptance(deliverables, Optional.of(changed), threshold, scope, review);
    }

    public Acceptance withScope(Scope changed) {
        return new Acceptance(deliverables, checks, threshold, changed, review);
    }

    public Acceptance withReview(Review changed) {
        return new Acceptance(deliverables, checks, threshold, scope, Optional.of(changed));
    }
}
