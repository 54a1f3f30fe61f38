package ai.avyay.documents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLParser;

/// Turns the tokens of one document into a tree that knows its places.
///
/// Depth and length of numbers and names are bounded by the parser.
final class TreeReader {
    private final String name;
    private final JsonParser parser;

    TreeReader(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /// The whole document; an empty one is an empty mapping.
    Value read() {
        try {
            if (parser.nextToken() == null) {
                return new Value.Mapping(Place.START, new LinkedHashMap<>());
            }
            var value = value();
            if (parser.nextToken() != null) {
                throw complaint(
                        "more text after the end of the document, keep one document in a file");
            }
            return value;
        } catch (JacksonException broken) {
            var at = Syntax.place(broken).orElseGet(() -> place(broken.getLocation()));
            throw new DocumentException(name, at, Syntax.complaint(broken));
        }
    }

    private Value value() {
        refuseAnchors();
        var place = here();
        return switch (parser.currentToken()) {
            case START_OBJECT -> mapping(place);
            case START_ARRAY -> sequence(place);
            case VALUE_STRING -> new Value.Text(place, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Value.Numeral(place, literal());
            case VALUE_TRUE -> new Value.Truth(place, true);
            case VALUE_FALSE -> new Value.Truth(place, false);
            case VALUE_NULL -> new Value.Nothing(place);
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                    throw complaint("a value is missing here, write one or remove the name");
        };
    }

    private String literal() {
        if (!(parser instanceof YAMLParser)) {
            return parser.getString();
        }
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? parser.getBigIntegerValue().toString()
                : decimal();
    }

    private String decimal() {
        try {
            return parser.getDecimalValue().toString();
        } catch (JacksonException | NumberFormatException _) {
            throw complaint(
                    "'"
                            + parser.getString()
                            + "' is not a number, put it in quotes if it is a text");
        }
    }

    private void refuseAnchors() {
        if (parser instanceof YAMLParser yaml
                && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
            throw complaint("anchors (&) and aliases (*) are not read, write the value out");
        }
    }

    private Value mapping(Place place) {
        var fields = new LinkedHashMap<String, Value.Field>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var at = here();
            var field = parser.currentName();
            parser.nextToken();
            var earlier = fields.put(field, new Value.Field(at, value()));
            if (earlier != null) {
                throw new DocumentException(
                        name,
                        at,
                        "'%s' stands here a second time (first in line %d), remove one"
                                .formatted(field, earlier.place().line()));
            }
        }
        return new Value.Mapping(place, fields);
    }

    private Value sequence(Place place) {
        var items = new ArrayList<Value>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Value.Sequence(place, items);
    }

    private Place here() {
        return place(parser.currentTokenLocation());
    }

    private DocumentException complaint(String what) {
        return new DocumentException(name, here(), what);
    }

    private static Place place(@org.jspecify.annotations.Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1
                ? Place.START
                : new Place(location.getLineNr(), Math.max(1, location.getColumnNr()));
    }
}
