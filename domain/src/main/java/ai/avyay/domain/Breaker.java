package ai.avyay.domain;

import java.time.Instant;
import java.util.Optional;

/// Counts failures in a row and, once opened, stops dispatching until a time.
///
/// @param openUntil until when nothing is sent there; afterwards one attempt may probe
public record Breaker(int failures, Optional<Instant> openUntil) {
    public static final Breaker CLOSED = new Breaker(0, Optional.empty());

    Breaker failed() {
        return new Breaker(failures + 1, openUntil);
    }

    Breaker opened(Instant until) {
        return new Breaker(failures, Optional.of(until));
    }
}
