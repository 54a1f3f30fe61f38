package ai.avyay.queue;

import ai.avyay.documents.Durations;
import ai.avyay.documents.Place;
import ai.avyay.documents.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// A mapping that is being written, field by field in the order of the calls; what is empty is left
/// out.
final class Fields {
    private final SequencedMap<String, Value.Field> fields = new LinkedHashMap<>();

    Fields value(String name, Value value) {
        fields.put(name, new Value.Field(Place.NOWHERE, value));
        return this;
    }

    Fields text(String name, String text) {
        return value(name, text(text));
    }

    Fields text(String name, Optional<String> text) {
        text.ifPresent(each -> text(name, each));
        return this;
    }

    Fields textUnlessEmpty(String name, String text) {
        return text.isEmpty() ? this : text(name, text);
    }

    Fields texts(String name, List<String> texts) {
        return texts.isEmpty() ? this : value(name, texts(texts));
    }

    Fields whole(String name, long number) {
        return value(name, new Value.Numeral(Place.NOWHERE, Long.toString(number)));
    }

    Fields whole(String name, Optional<Integer> number) {
        number.ifPresent(each -> whole(name, each));
        return this;
    }

    Fields wholeUnlessZero(String name, long number) {
        return number == 0 ? this : whole(name, number);
    }

    Fields decimal(String name, Optional<BigDecimal> number) {
        number.ifPresent(each -> value(name, new Value.Numeral(Place.NOWHERE, each.toString())));
        return this;
    }

    Fields truth(String name, boolean value) {
        return value(name, new Value.Truth(Place.NOWHERE, value));
    }

    Fields truthIfTrue(String name, boolean value) {
        return value ? truth(name, true) : this;
    }

    Fields instant(String name, Instant instant) {
        return text(name, instant.toString());
    }

    Fields instant(String name, Optional<Instant> instant) {
        return text(name, instant.map(Instant::toString));
    }

    Fields duration(String name, Optional<Duration> duration) {
        return text(name, duration.map(Durations::format));
    }

    Fields mapping(String name, Fields written) {
        return written.fields.isEmpty() ? this : value(name, written.mapping());
    }

    Fields all(Fields more) {
        fields.putAll(more.fields);
        return this;
    }

    Value.Mapping mapping() {
        return new Value.Mapping(Place.NOWHERE, fields);
    }

    static Value text(String text) {
        return new Value.Text(Place.NOWHERE, text);
    }

    static Value texts(List<String> texts) {
        return sequence(texts.stream().map(Fields::text).toList());
    }

    static Value sequence(List<Value> items) {
        return new Value.Sequence(Place.NOWHERE, items);
    }
}
