package ai.avyay.documents;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// What a document says, with the place where it says so.
public sealed interface Value {
    Place place();

    /// What a person would call it, for a complaint.
    String kind();

    /// A text in quotes, or a plain YAML scalar that is nothing else.
    record Text(Place place, String text) implements Value {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /// A number.
    ///
    /// @param literal the number as JSON writes it, digit for digit where the document was JSON
    record Numeral(Place place, String literal) implements Value {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /// `true` or `false`.
    record Truth(Place place, boolean value) implements Value {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /// `null`, or a YAML key with nothing after it.
    record Nothing(Place place) implements Value {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /// A list.
    record Sequence(Place place, List<Value> items) implements Value {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /// Values by name, in the order written; no name occurs twice.
    record Mapping(Place place, SequencedMap<String, Field> fields) implements Value {
        public Mapping {
            fields = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String kind() {
            return "a mapping of names to values";
        }
    }

    /// One entry of a mapping.
    ///
    /// @param place where its name stands
    record Field(Place place, Value value) {}
}
