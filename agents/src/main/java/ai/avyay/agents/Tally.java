package ai.avyay.agents;

import ai.avyay.domain.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/// Adds up what a program says that its model used.
final class Tally {
    private String lastId = "";
    private long input;
    private long output;
    private long lastInput;
    private long lastOutput;
    private boolean heard;

    /// Adds an answer; one with the id of the last replaces it, for an answer is told in pieces.
    void answer(String id, long inputTokens, long outputTokens) {
        if (id.isEmpty() || !id.equals(lastId)) {
            input += lastInput;
            output += lastOutput;
        }
        lastId = id;
        lastInput = inputTokens;
        lastOutput = outputTokens;
        heard = true;
    }

    Usage usage(Optional<BigDecimal> costUsd) {
        return heard || costUsd.isPresent()
                ? new Usage(input + lastInput, output + lastOutput, costUsd, "reported")
                : Usage.NONE;
    }
}
