package ai.avyay.simulation;

import java.util.Optional;

/// The work of one task at a time is brought onto the shipping branch.
final class LaneHasOneTask implements Law {
    @Override
    public String sentence() {
        return "one task at a time is integrated";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var integrating =
                sight.truth().occupations().stream()
                        .filter(occupation ->
                                occupation.kind() == Truth.Occupation.Kind.INTEGRATION)
                        .map(Truth.Occupation::work)
                        .toList();
        return integrating.size() > 1
                ? Optional.of("integrated at once: " + integrating)
                : Optional.empty();
    }
}
