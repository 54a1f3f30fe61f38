package ai.avyay.domain;

import java.time.Instant;
import java.util.Optional;

/// A human's look at an attempt's work.
///
/// @param openedAt when a person first looked at it
public record ReviewRecord(
        CommitId commit,
        Instant requestedAt,
        Optional<Instant> openedAt,
        Optional<Decision> decision) {

    /// What the person decided.
    public record Decision(Instant at, boolean approved, String by, String feedback) {}

    ReviewRecord opened(Instant at) {
        return openedAt.isPresent()
                ? this
                : new ReviewRecord(commit, requestedAt, Optional.of(at), decision);
    }

    ReviewRecord decided(Decision made) {
        return new ReviewRecord(commit, requestedAt, openedAt, Optional.of(made));
    }
}
