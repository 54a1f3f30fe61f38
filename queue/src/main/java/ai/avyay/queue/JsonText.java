package ai.avyay.queue;

import ai.avyay.documents.Value;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/// Writes JSON as people like to read it, always the same way for the same value.
///
/// Two-space indent; a container stands on one line if it fits there and holds no list of
/// containers.
final class JsonText {
    private static final int WIDTH = 100;

    private final StringBuilder text = new StringBuilder();

    private JsonText() {}

    /// `value` on one line.
    static String line(Value value) {
        var json = new JsonText();
        json.inline(value);
        return json.text.toString();
    }

    /// `mapping` with each of its fields on a line of its own, to stand at `indent`.
    static String lines(Value.Mapping mapping, int indent) {
        var json = new JsonText();
        json.broken(mapping, indent);
        return json.text.toString();
    }

    private void value(Value value, int indent, int column) {
        var line = mustBreak(value) ? Optional.<String>empty() : fitting(value, WIDTH - column);
        if (line.isPresent()) {
            text.append(line.get());
        } else {
            broken(value, indent);
        }
    }

    private static Optional<String> fitting(Value value, int room) {
        var line = line(value);
        return switch (value) {
            case Value.Sequence _, Value.Mapping _ when line.length() > room -> Optional.empty();
            case Value.Sequence _,
                    Value.Mapping _,
                    Value.Text _,
                    Value.Numeral _,
                    Value.Truth _,
                    Value.Nothing _ ->
                    Optional.of(line);
        };
    }

    private static boolean mustBreak(Value value) {
        return switch (value) {
            case Value.Sequence sequence ->
                    sequence.items().stream()
                            .anyMatch(item ->
                                    item instanceof Value.Mapping
                                            || item instanceof Value.Sequence);
            case Value.Mapping mapping ->
                    mapping.fields().values().stream().anyMatch(field -> mustBreak(field.value()));
            case Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _ -> false;
        };
    }

    private void broken(Value value, int indent) {
        switch (value) {
            case Value.Sequence sequence ->
                    items(
                            "[",
                            "]",
                            indent,
                            sequence.items().iterator(),
                            item -> value(item, indent + 2, indent + 3));
            case Value.Mapping mapping ->
                    items(
                            "{",
                            "}",
                            indent,
                            mapping.fields().entrySet().iterator(),
                            field -> {
                                var before = text.length();
                                quoted(field.getKey());
                                text.append(": ");
                                var column = indent + 3 + text.length() - before;
                                value(field.getValue().value(), indent + 2, column);
                            });
            case Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _ -> inline(value);
        }
    }

    private <T> void items(
            String open, String close, int indent, Iterator<T> items, Consumer<T> write) {
        text.append(open);
        if (!items.hasNext()) {
            text.append(close);
            return;
        }
        while (items.hasNext()) {
            text.append('\n').repeat(' ', indent + 2);
            write.accept(items.next());
            text.append(items.hasNext() ? "," : "");
        }
        text.append('\n').repeat(' ', indent).append(close);
    }

    private void inline(Value value) {
        switch (value) {
            case Value.Text each -> quoted(each.text());
            case Value.Numeral each -> text.append(each.literal());
            case Value.Truth each -> text.append(each.value());
            case Value.Nothing _ -> text.append("null");
            case Value.Sequence each -> joined("[", "]", each.items().iterator(), this::inline);
            case Value.Mapping each ->
                    joined(
                            each.fields().isEmpty() ? "{" : "{ ",
                            each.fields().isEmpty() ? "}" : " }",
                            each.fields().entrySet().iterator(),
                            field -> {
                                quoted(field.getKey());
                                text.append(": ");
                                inline(field.getValue().value());
                            });
        }
    }

    private <T> void joined(String open, String close, Iterator<T> items, Consumer<T> write) {
        text.append(open);
        while (items.hasNext()) {
            write.accept(items.next());
            text.append(items.hasNext() ? ", " : "");
        }
        text.append(close);
    }

    private void quoted(String plain) {
        text.append('"');
        for (var i = 0; i < plain.length(); i++) {
            var letter = plain.charAt(i);
            switch (letter) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> other(plain, i);
            }
        }
        text.append('"');
    }

    /// Half a surrogate pair has no form in UTF-8, so it is escaped like a control character.
    private void other(String plain, int index) {
        var letter = plain.charAt(index);
        if (letter < ' ' || letter == '\u007f' || isHalf(plain, index)) {
            text.append("\\u%04x".formatted((int) letter));
        } else {
            text.append(letter);
        }
    }

    private static boolean isHalf(String plain, int index) {
        var letter = plain.charAt(index);
        if (Character.isHighSurrogate(letter)) {
            return index + 1 == plain.length()
                    || !Character.isLowSurrogate(plain.charAt(index + 1));
        }
        return Character.isLowSurrogate(letter)
                && (index == 0 || !Character.isHighSurrogate(plain.charAt(index - 1)));
    }
}
