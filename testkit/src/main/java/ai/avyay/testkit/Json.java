package ai.avyay.testkit;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes and reads JSON in a fixed order of keys.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static JsonNode parse(byte[] text) {
        return MAPPER.readTree(text);
    }

    /// An object of alternating keys and values.
    static ObjectNode object(@Nullable Object... keysAndValues) {
        var object = MAPPER.createObjectNode();
        for (var i = 0; i < keysAndValues.length; i += 2) {
            var key = String.valueOf(keysAndValues[i]);
            var value = keysAndValues[i + 1];
            if (value == null) {
                object.putNull(key);
            } else {
                object.set(key, MAPPER.<JsonNode>valueToTree(value));
            }
        }
        return object;
    }

    static ArrayNode array(Object... values) {
        var array = MAPPER.createArrayNode();
        Stream.of(values).forEach(value -> array.add(MAPPER.<JsonNode>valueToTree(value)));
        return array;
    }

    static String event(JsonNode data) {
        return "data: " + data + "\n\n";
    }

    /// A server-sent event named by the data's own `type`.
    static String typed(ObjectNode data) {
        return "event: " + data.path("type").asString() + "\n" + event(data);
    }

    /// Text that stands in `content`: a string, or the `text` of its parts.
    static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString() + "\n";
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part.path("text").asString("")).append('\n'));
        return text.toString();
    }
}
