package ai.avyay.simulation;

import java.util.EnumMap;
import java.util.Map;

/// Says when a fault strikes: never one that the world does not know, and none once it is calm.
final class Odds {
    private final Recipe recipe;
    private final Map<Fault, Chance> chances = new EnumMap<>(Fault.class);
    private boolean calm;

    Odds(Recipe recipe) {
        this.recipe = recipe;
    }

    /// Whether `fault` strikes this time, as it does once in `times`.
    boolean strike(Fault fault, int times) {
        return threaten(fault) && chance(fault).oneIn(times);
    }

    /// Whether `fault` may strike at all by now.
    boolean threaten(Fault fault) {
        return !calm && recipe.faults().contains(fault);
    }

    /// The draws about `fault`, apart from all others, so that the world without it is much the
    /// same world.
    Chance chance(Fault fault) {
        return chances.computeIfAbsent(fault, _ -> chance(fault.name()));
    }

    /// Draws for something else.
    Chance chance(String purpose) {
        return Chance.of(recipe.seed(), purpose);
    }

    Recipe recipe() {
        return recipe;
    }

    boolean isCalm() {
        return calm;
    }

    void calmDown() {
        calm = true;
    }
}
