package ai.avyay.documents;

import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/// What stands at the end of a path, or at the deepest step of it that the document has.
///
/// @param name where its name stands, or the value itself if it has none
record Spot(Place name, Value value) {
    /// Where to look: at a plain value itself, else at its name.
    Place place() {
        return switch (value) {
            case Value.Mapping _, Value.Sequence _ -> name;
            case Value.Text _, Value.Numeral _, Value.Truth _, Value.Nothing _ -> value.place();
        };
    }

    static Spot of(Value tree, List<JacksonException.Reference> path) {
        var spot = new Spot(tree.place(), tree);
        for (var step : path) {
            spot = spot.step(step).orElse(spot);
        }
        return spot;
    }

    private Optional<Spot> step(JacksonException.Reference step) {
        var name = step.getPropertyName();
        var index = step.getIndex();
        return switch (value) {
            case Value.Mapping mapping when name != null ->
                    Optional.ofNullable(mapping.fields().get(name))
                            .map(field -> new Spot(field.place(), field.value()));
            case Value.Sequence sequence when index >= 0 && index < sequence.items().size() -> {
                var item = sequence.items().get(index);
                yield Optional.of(new Spot(item.place(), item));
            }
            case Value.Mapping _,
                    Value.Sequence _,
                    Value.Text _,
                    Value.Numeral _,
                    Value.Truth _,
                    Value.Nothing _ ->
                    Optional.empty();
        };
    }
}
