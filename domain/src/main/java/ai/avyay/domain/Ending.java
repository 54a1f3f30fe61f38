package ai.avyay.domain;

import java.time.Instant;

/// How and why an attempt ended.
///
/// @param reason one or two lines for people and for the next prompt
public record Ending(Instant at, Outcome outcome, String reason, Usage usage) {}
