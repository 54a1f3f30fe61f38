package ai.avyay.gates;

import java.util.ArrayList;
import java.util.List;

/// What was noticed about a change.
///
/// @param objections why it is refused
/// @param reviewReasons why a person must look at it
record Notes(List<String> objections, List<String> reviewReasons) {
    static final Notes NONE = new Notes(List.of(), List.of());

    Notes {
        objections = List.copyOf(objections);
        reviewReasons = List.copyOf(reviewReasons);
    }

    static Notes objecting(List<String> objections) {
        return new Notes(objections, List.of());
    }

    Notes and(Notes other) {
        return new Notes(
                joined(objections, other.objections), joined(reviewReasons, other.reviewReasons));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all.stream().distinct().toList();
    }
}
