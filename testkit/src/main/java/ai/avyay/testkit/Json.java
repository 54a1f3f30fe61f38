package ai.avyay.testkit;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes and reads JSON.
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();

    private Json() {}

    static JsonNode parse(byte[] text) {
        return MAPPER.readTree(text);
    }

    /// The object that `template` shows, with the values for its `$`, in order.
    static ObjectNode object(String template, @Nullable Object... values) {
        var parts = template.split("\\$", -1);
        var text = new StringBuilder(parts[0]);
        for (var i = 1; i < parts.length; i++) {
            text.append(MAPPER.writeValueAsString(values[i - 1])).append(parts[i]);
        }
        return (ObjectNode) MAPPER.readTree(text.toString());
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
