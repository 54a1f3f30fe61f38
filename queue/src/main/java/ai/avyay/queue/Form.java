package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Durations;
import ai.avyay.documents.Nearest;
import ai.avyay.documents.Place;
import ai.avyay.documents.Value;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// A mapping that is being read, field by field; names may be written in snake_case or camelCase.
///
/// A field that is `null` counts as missing. Every complaint is a [DocumentException] with its
/// place.
final class Form {
    private static final Pattern JOINT = Pattern.compile("_([a-z])");
    private static final int MOST_DIGITS = 9;

    private final String document;
    private final Value.Mapping mapping;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> found = new HashSet<>();

    private Form(String document, Value.Mapping mapping) {
        this.document = document;
        this.mapping = mapping;
    }

    static Form of(String document, Value value) {
        if (value instanceof Value.Mapping mapping) {
            return new Form(document, mapping);
        }
        throw new DocumentException(
                document, value.place(), "write { names and values } here, not " + value.kind());
    }

    String document() {
        return document;
    }

    Place place() {
        return mapping.place();
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<Value> value(String name) {
        asked.add(name);
        var camel = camel(name);
        var snakeField = mapping.fields().get(name);
        var camelField = camel.equals(name) ? null : mapping.fields().get(camel);
        if (snakeField != null && camelField != null) {
            throw complaint(
                    camelField.place(), "'%s' is '%s' again, remove one".formatted(camel, name));
        }
        var field = snakeField == null ? camelField : snakeField;
        if (field == null) {
            return Optional.empty();
        }
        found.add(snakeField == null ? camel : name);
        return Optional.of(field.value()).filter(value -> !(value instanceof Value.Nothing));
    }

    /// `name`, which is in snake_case, in camelCase.
    static String camel(String name) {
        return JOINT.matcher(name).replaceAll(joint -> joint.group(1).toUpperCase(Locale.ROOT));
    }

    Optional<String> text(String name) {
        return value(name).map(value -> text(name, value));
    }

    private String text(String name, Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Numeral _,
                    Value.Truth _,
                    Value.Nothing _,
                    Value.Sequence _,
                    Value.Mapping _ ->
                    throw wrong(name, value, "a text in quotes");
        };
    }

    String needText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    List<String> texts(String name) {
        return optionalTexts(name).orElse(List.of());
    }

    Optional<List<String>> optionalTexts(String name) {
        return value(name)
                .map(value -> items(value).stream().map(each -> text(name, each)).toList());
    }

    /// A list; a lone value is a list of one.
    static List<Value> items(Value value) {
        return value instanceof Value.Sequence sequence ? sequence.items() : List.of(value);
    }

    Optional<Integer> whole(String name) {
        return value(name).map(value -> whole(name, value));
    }

    private int whole(String name, Value value) {
        if (value instanceof Value.Numeral numeral
                && numeral.literal().length() <= MOST_DIGITS
                && numeral.literal()
                        .chars()
                        .allMatch(digit -> digit == '-' || Character.isDigit(digit))) {
            return Integer.parseInt(numeral.literal());
        }
        throw wrong(name, value, "a whole number");
    }

    int needWhole(String name) {
        return whole(name).orElseThrow(() -> missing(name));
    }

    long bigWhole(String name) {
        var value = value(name);
        try {
            return value.isEmpty() ? 0 : decimal(name, value.get()).longValueExact();
        } catch (ArithmeticException _) {
            throw wrong(name, value.get(), "a whole number");
        }
    }

    Optional<BigDecimal> decimal(String name) {
        return value(name).map(value -> decimal(name, value));
    }

    private BigDecimal decimal(String name, Value value) {
        if (value instanceof Value.Numeral numeral) {
            return new BigDecimal(numeral.literal());
        }
        throw wrong(name, value, "a number");
    }

    boolean truth(String name) {
        return value(name).map(value -> truth(name, value)).orElse(false);
    }

    private boolean truth(String name, Value value) {
        if (value instanceof Value.Truth truth) {
            return truth.value();
        }
        throw wrong(name, value, "true or false");
    }

    Optional<Instant> instant(String name) {
        return value(name).map(value -> instant(name, value));
    }

    private Instant instant(String name, Value value) {
        var text = text(name, value);
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw wrong(name, value, "a time such as 2026-05-10T19:17:00Z");
        }
    }

    Instant needInstant(String name) {
        return instant(name).orElseThrow(() -> missing(name));
    }

    Optional<Duration> duration(String name) {
        return value(name)
                .map(value ->
                        Durations.parse(text(name, value))
                                .orElseThrow(() -> wrong(name, value, Durations.EXAMPLE)));
    }

    Optional<Form> form(String name) {
        return value(name).map(value -> of(document, value));
    }

    Form needForm(String name) {
        return form(name).orElseThrow(() -> missing(name));
    }

    List<Form> forms(String name) {
        return value(name).stream()
                .flatMap(value -> items(value).stream())
                .map(value -> of(document, value))
                .toList();
    }

    /// What `parse` makes of the text, whose complaint (an `IllegalArgumentException`) gets the
    /// place.
    <T> Optional<T> parsed(String name, Function<String, T> parse) {
        return text(name).map(text -> checked(name, () -> parse.apply(text)));
    }

    <T> T needParsed(String name, Function<String, T> parse) {
        return parsed(name, parse).orElseThrow(() -> missing(name));
    }

    /// One of a closed set of words.
    <T> Optional<T> word(String name, Map<String, T> words) {
        return text(name)
                .map(word ->
                        Optional.ofNullable(words.get(word))
                                .orElseThrow(() ->
                                        complaint(
                                                at(name),
                                                "%s: '%s' is not known%s"
                                                        .formatted(
                                                                name,
                                                                word,
                                                                Nearest.advice(
                                                                        word, words.keySet())))));
    }

    <T> T needWord(String name, Map<String, T> words) {
        return word(name, words).orElseThrow(() -> missing(name));
    }

    /// Runs `make`, giving an `IllegalArgumentException` of it the place of the field `name`.
    <T> T checked(String name, Supplier<T> make) {
        try {
            return make.get();
        } catch (IllegalArgumentException refused) {
            throw complaint(at(name), String.valueOf(refused.getMessage()));
        }
    }

    Map<String, Value.Field> fields() {
        return mapping.fields();
    }

    /// Fields that were never asked for, as JSON text by name.
    SortedMap<String, String> rest() {
        var rest = new TreeMap<String, String>();
        mapping.fields()
                .forEach((name, field) -> {
                    if (!found.contains(name)) {
                        rest.put(name, JsonText.line(field.value()));
                    }
                });
        return rest;
    }

    /// Fields that were never asked for and are probably slips of ones that were, with those.
    SortedMap<String, String> slips() {
        var slips = new TreeMap<String, String>();
        for (var name : rest().keySet()) {
            Nearest.to(name, asked).ifPresent(right -> slips.put(name, right));
        }
        return slips;
    }

    /// Refuses fields that were never asked for.
    void end() {
        for (var name : new ArrayList<>(mapping.fields().keySet())) {
            if (!found.contains(name)) {
                throw complaint(
                        at(name),
                        "unknown field '%s'%s".formatted(name, Nearest.advice(name, asked)));
            }
        }
    }

    /// Where the field `name` stands, or the mapping if it has none.
    Place at(String name) {
        var field = mapping.fields().get(name);
        return field == null
                ? place()
                : field.value() instanceof Value.Mapping ? field.place() : field.value().place();
    }

    DocumentException complaint(Place place, String what) {
        return new DocumentException(document, place, what);
    }

    private DocumentException missing(String name) {
        return complaint(place(), "the field '%s' is missing, add it".formatted(name));
    }

    private DocumentException wrong(String name, Value value, String expected) {
        return complaint(
                value.place(), "%s: write %s here, not %s".formatted(name, expected, value.kind()));
    }
}
