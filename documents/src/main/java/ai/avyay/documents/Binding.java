package ai.avyay.documents;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.JsonNodeFactory;

/// Fills records from a tree.
final class Binding {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = mapper();

    private Binding() {}

    static <T> T bind(Value tree, Class<T> shape) {
        return MAPPER.treeToValue(node(tree), shape);
    }

    private static JsonMapper mapper() {
        var empty = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withConfigOverride(List.class, override -> override.setNullHandling(empty))
                .withConfigOverride(Set.class, override -> override.setNullHandling(empty))
                .withConfigOverride(Map.class, override -> override.setNullHandling(empty))
                .addModule(new SimpleModule().addDeserializer(Duration.class, new InWords()))
                .build();
    }

    private static JsonNode node(Value value) {
        return switch (value) {
            case Value.Text text -> NODES.stringNode(text.text());
            case Value.Numeral numeral -> number(numeral.literal());
            case Value.Truth truth -> NODES.booleanNode(truth.value());
            case Value.Nothing _ -> NODES.nullNode();
            case Value.Sequence sequence -> {
                var array = NODES.arrayNode();
                sequence.items().forEach(item -> array.add(node(item)));
                yield array;
            }
            case Value.Mapping mapping -> {
                var object = NODES.objectNode();
                mapping.fields().forEach((name, field) -> object.set(name, node(field.value())));
                yield object;
            }
        };
    }

    private static JsonNode number(String literal) {
        var whole =
                literal.chars()
                        .noneMatch(letter -> letter == '.' || letter == 'e' || letter == 'E');
        if (!whole) {
            return NODES.numberNode(new BigDecimal(literal));
        }
        var integer = new BigInteger(literal);
        return integer.bitLength() < Integer.SIZE
                ? NODES.numberNode(integer.intValue())
                : integer.bitLength() < Long.SIZE
                        ? NODES.numberNode(integer.longValue())
                        : NODES.numberNode(integer);
    }

    /// Reads `45m`.
    private static final class InWords extends StdScalarDeserializer<Duration> {
        InWords() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            var text = parser.getString();
            return Durations.parse(text)
                    .orElseGet(() ->
                            (Duration)
                                    context.handleWeirdStringValue(
                                            Duration.class, text, "no duration"));
        }
    }
}
