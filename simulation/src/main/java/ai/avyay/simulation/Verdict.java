package ai.avyay.simulation;

import java.time.Instant;
import java.util.Optional;

/// What became of a world.
///
/// @param steps how many the engine took
/// @param crashPoints how many places were passed at which the engine could have been killed
/// @param end when it came to its end, or broke a law
/// @param breach the first law that was broken; empty if all held
public record Verdict(
        Recipe recipe, long steps, long crashPoints, Instant end, Optional<Breach> breach) {

    /// A law that was broken.
    ///
    /// @param how what was seen
    public record Breach(String law, String how) {}

    public boolean isGood() {
        return breach.isEmpty();
    }

    /// A few lines for people, the last of them what runs the world again.
    public String text() {
        return breach.map(broken ->
                        "broken: %s%n  %s%n  at %s, in step %d%n  again: mvn -pl simulation -am test -Dtest=WorldsTest -Davyay.world=%s"
                                .formatted(broken.law(), broken.how(), end, steps, recipe.text()))
                .orElse("world %s: all laws held".formatted(recipe.text()));
    }
}
