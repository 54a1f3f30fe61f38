package ai.avyay.domain;

import java.math.BigDecimal;
import java.util.Optional;

/// What an attempt used of models.
///
/// @param inputTokens tokens read, those from a cache included
/// @param costUsd United States dollars; empty: unknown, which is not zero
/// @param source who says so: `gateway`, `reported` (the agent program's own word) or `none`
public record Usage(
        long inputTokens, long outputTokens, Optional<BigDecimal> costUsd, String source) {
    public static final Usage NONE = new Usage(0, 0, Optional.empty(), "none");

    public Usage {
        if (inputTokens < 0 || outputTokens < 0) {
            throw new IllegalArgumentException(
                    "negative tokens: " + inputTokens + ", " + outputTokens);
        }
    }
}
