package ai.avyay.domain;

import java.time.Instant;
import java.util.Optional;

/// Where a task came from.
///
/// @param kind `manual`, or what wrote it
/// @param createdAt when it entered the queue; empty where a file did not say
public record Origin(String kind, Optional<Instant> createdAt) {
    public static Origin manual(Instant createdAt) {
        return new Origin("manual", Optional.of(createdAt));
    }
}
