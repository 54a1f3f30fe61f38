package ai.avyay.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that a world follows from.
///
/// @param tasks how many tasks people add in all
/// @param crashPoint the crash point at which the engine is killed, counted from 1 as they are
///   passed; empty: where `ENGINE_KILLED` strikes, if it does
public record Recipe(long seed, int tasks, Set<Fault> faults, Optional<Long> crashPoint) {
    private static final int FEWEST_TASKS = 2;
    private static final int MOST_TASKS = 12;

    public Recipe {
        faults = Set.copyOf(faults);
        if (tasks < 1) {
            throw new IllegalArgumentException("a world needs a task: " + tasks);
        }
    }

    /// The world of `seed`: some tasks and some faults.
    public static Recipe of(long seed) {
        var chance = Chance.of(seed, "recipe");
        var tasks = FEWEST_TASKS + chance.below(MOST_TASKS - FEWEST_TASKS + 1);
        var faults = EnumSet.noneOf(Fault.class);
        var rarity = 1 + chance.below(4);
        for (var fault : Fault.values()) {
            if (chance.oneIn(rarity)) {
                faults.add(fault);
            }
        }
        return new Recipe(seed, tasks, faults, Optional.empty());
    }

    public Recipe withTasks(int changed) {
        return new Recipe(seed, changed, faults, crashPoint);
    }

    public Recipe withFaults(Collection<Fault> changed) {
        return new Recipe(seed, tasks, Set.copyOf(changed), crashPoint);
    }

    public Recipe without(Fault fault) {
        return withFaults(faults.stream().filter(other -> other != fault).toList());
    }

    public Recipe withCrashPoint(long point) {
        return new Recipe(seed, tasks, faults, Optional.of(point));
    }

    /// The recipe written as [#text()] writes it, such as `42` or `42/3/NODES_DIE+LINKS_CUT/17`.
    ///
    /// @throws IllegalArgumentException if `text` has not this form
    public static Recipe parse(String text) {
        var parts = List.of(text.split("/", -1));
        var standard = of(Long.parseLong(parts.getFirst()));
        if (parts.size() == 1) {
            return standard;
        }
        var faults = new ArrayList<Fault>();
        if (parts.size() > 2 && !parts.get(2).isEmpty()) {
            for (var name : parts.get(2).split("\\+", -1)) {
                faults.add(Fault.valueOf(name));
            }
        }
        var recipe = standard.withTasks(Integer.parseInt(parts.get(1))).withFaults(faults);
        return parts.size() > 3 ? recipe.withCrashPoint(Long.parseLong(parts.get(3))) : recipe;
    }

    /// As short as it can be written for [#parse(String)].
    public String text() {
        if (equals(of(seed))) {
            return Long.toString(seed);
        }
        var names = faults.stream().sorted().map(Fault::name).collect(Collectors.joining("+"));
        return seed + "/" + tasks + "/" + names + crashPoint.map(at -> "/" + at).orElse("");
    }
}
