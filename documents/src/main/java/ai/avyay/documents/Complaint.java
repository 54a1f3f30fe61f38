package ai.avyay.documents;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Says where and why a tree does not fit a shape.
final class Complaint {
    private static final Pattern MISSING =
            Pattern.compile("Missing required creator property '([^']+)'");

    private Complaint() {}

    static DocumentException of(String name, Value tree, DatabindException wrong) {
        var path = wrong.getPath();
        var missing = MISSING.matcher(String.valueOf(wrong.getOriginalMessage()));
        if (missing.find()) {
            var owner = path.isEmpty() ? path : path.subList(0, path.size() - 1);
            return missing(name, Spot.of(tree, owner), prefix(owner), missing.group(1));
        }
        var spot = Spot.of(tree, path);
        if (wrong instanceof UnrecognizedPropertyException unknown) {
            return unknown(name, spot.name(), unknown.getPropertyName(), known(unknown));
        }
        return new DocumentException(
                name, spot.place(), prefix(path) + reason(wrong, spot.value()));
    }

    private static DocumentException unknown(
            String name, Place place, String key, List<String> known) {
        return new DocumentException(
                name, place, "unknown key '%s'%s".formatted(key, Nearest.advice(key, known)));
    }

    /// A key is missing, or was misspelt.
    private static DocumentException missing(String name, Spot owner, String prefix, String key) {
        if (owner.value() instanceof Value.Mapping mapping) {
            for (var field : mapping.fields().entrySet()) {
                if (Nearest.to(field.getKey(), List.of(key)).isPresent()) {
                    return unknown(name, field.getValue().place(), field.getKey(), List.of(key));
                }
            }
        }
        return new DocumentException(
                name, owner.place(), prefix + "the key '" + key + "' is missing, add it");
    }

    private static String reason(DatabindException wrong, Value value) {
        if (wrong.getCause() instanceof RuntimeException refused && refused.getMessage() != null) {
            return refused.getMessage();
        }
        return wrong instanceof MismatchedInputException mismatch
                ? said(value) + " is not " + expected(mismatch.getTargetType(), value)
                : String.valueOf(wrong.getOriginalMessage());
    }

    private static String said(Value value) {
        return switch (value) {
            case Value.Text text -> "'" + text.text() + "'";
            case Value.Numeral numeral -> numeral.literal();
            case Value.Truth truth -> String.valueOf(truth.value());
            case Value.Nothing _, Value.Sequence _, Value.Mapping _ -> value.kind();
        };
    }

    private static String expected(@Nullable Class<?> type, Value value) {
        if (type == null) {
            return "another value";
        }
        if (type.isEnum()) {
            var words =
                    Arrays.stream(type.getEnumConstants())
                            .map(each -> each.toString().toLowerCase(Locale.ROOT))
                            .toList();
            return "known"
                    + Nearest.advice(value instanceof Value.Text text ? text.text() : "", words);
        }
        if (type == Duration.class) {
            return Durations.EXAMPLE;
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class
                || type == long.class
                || type == Integer.class
                || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return structure(type);
    }

    private static String structure(Class<?> type) {
        if (type == String.class) {
            return "a text";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        return type.isRecord() || Map.class.isAssignableFrom(type)
                ? "a mapping of names to values"
                : "a value for " + type.getSimpleName();
    }

    private static List<String> known(UnrecognizedPropertyException unknown) {
        var ids = unknown.getKnownPropertyIds();
        return ids == null ? List.of() : ids.stream().map(String::valueOf).toList();
    }

    private static String prefix(List<JacksonException.Reference> path) {
        var text = new StringBuilder();
        for (var step : path) {
            if (step.getPropertyName() == null) {
                text.append('[').append(step.getIndex() + 1).append(']');
            } else {
                text.append(text.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return text.isEmpty() ? "" : text + ": ";
    }
}
