package ai.avyay.agents;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes JSON out of a line that may hold anything.
final class JsonLine {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final double MOST = 1e12;
    private static final int COST_DIGITS = 6;

    private JsonLine() {}

    /// The object in the line; what stands before it is noise of the other output.
    static Optional<JsonNode> of(String line) {
        var start = line.indexOf('{');
        if (start < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readTree(line.substring(start))).filter(JsonNode::isObject);
        } catch (JacksonException garbage) {
            return Optional.empty();
        }
    }

    static String text(JsonNode node) {
        return node.asString("");
    }

    /// The number as a count; what is none, negative or absurd counts nothing.
    static long count(JsonNode node) {
        var value = node.asDouble(0);
        return value > 0 && value < MOST ? (long) value : 0;
    }

    static Optional<BigDecimal> dollars(JsonNode node) {
        var value = node.isNumber() ? node.asDouble(-1) : -1;
        return value >= 0 && value < MOST
                ? Optional.of(BigDecimal.valueOf(value).setScale(COST_DIGITS, RoundingMode.HALF_UP))
                : Optional.empty();
    }
}
