package ai.avyay.domain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// What people say about a task: everything they may edit, and nothing that the engine records.
///
/// @param unknown fields that this version does not know, kept as their JSON text by name
public record Definition(
        Heading heading,
        Assignment assignment,
        Needs needs,
        Acceptance acceptance,
        Limits limits,
        SortedMap<String, String> unknown) {

    public Definition {
        unknown = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(unknown));
    }

    /// A task of which nothing is known but its title.
    public static Definition titled(String title) {
        return new Definition(
                Heading.titled(title),
                Assignment.none(),
                Needs.none(),
                Acceptance.none(),
                Limits.none(),
                new TreeMap<>(Map.of()));
    }

    /// Whether there is nothing yet that an agent could be asked to do.
    public boolean isDraft() {
        return heading.title().isBlank() && assignment.instructions().isBlank();
    }

    public Definition withHeading(Heading changed) {
        return new Definition(changed, assignment, needs, acceptance, limits, unknown);
    }

    public Definition withAssignment(Assignment changed) {
        return new Definition(heading, changed, needs, acceptance, limits, unknown);
    }

    public Definition withNeeds(Needs changed) {
        return new Definition(heading, assignment, changed, acceptance, limits, unknown);
    }

    public Definition withAcceptance(Acceptance changed) {
        return new Definition(heading, assignment, needs, changed, limits, unknown);
    }

    public Definition withLimits(Limits changed) {
        return new Definition(heading, assignment, needs, acceptance, changed, unknown);
    }
}
