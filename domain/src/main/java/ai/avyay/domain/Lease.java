package ai.avyay.domain;

import java.time.Instant;

/// A node's time-limited right to work on an attempt.
///
/// @param generation rises with every lease of the task; what the holder of an older one says
///   changes nothing
public record Lease(String node, int generation, Instant startedAt, Instant expiresAt) {
    public Lease {
        if (generation < 1) {
            throw new IllegalArgumentException("generation must be positive: " + generation);
        }
    }
}
