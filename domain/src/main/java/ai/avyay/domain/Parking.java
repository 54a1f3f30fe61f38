package ai.avyay.domain;

import java.time.Instant;

/// What keeps a waiting task from being tried, apart from its dependencies.
public sealed interface Parking {
    /// Nothing does.
    record None() implements Parking {}

    /// It is tried again at a known time: a backoff, or the reset of a rate limit.
    record Until(Instant at, String reason) implements Parking {}

    /// Only a person can let it go on.
    record ForPerson(String reason) implements Parking {}

    Parking NONE = new None();
}
