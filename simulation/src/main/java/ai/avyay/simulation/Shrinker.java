package ai.avyay.simulation;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Looks for a smaller world that breaks a law too: fewer tasks, fewer faults, the same seed.
public final class Shrinker {
    private static final int MOST_TRIES = 200;

    private final Function<Recipe, Verdict> run;
    private int tries;

    /// @param run runs the world of a recipe
    public Shrinker(Function<Recipe, Verdict> run) {
        this.run = run;
    }

    /// The smallest failing world that was found; `failed` itself if there is none smaller.
    public Verdict smallest(Verdict failed) {
        var best = failed;
        var smaller = Optional.of(failed);
        while (smaller.isPresent()) {
            best = smaller.get();
            smaller = smaller(best);
        }
        return best;
    }

    private Optional<Verdict> smaller(Verdict failed) {
        return fewerFaults(failed).or(() -> fewerTasks(failed));
    }

    private Optional<Verdict> fewerFaults(Verdict failed) {
        return failed.recipe().faults().stream()
                .sorted()
                .map(fault -> failed.recipe().without(fault))
                .flatMap(recipe -> failing(recipe).stream())
                .findFirst();
    }

    private Optional<Verdict> fewerTasks(Verdict failed) {
        return IntStream.range(1, failed.recipe().tasks())
                .mapToObj(failed.recipe()::withTasks)
                .flatMap(recipe -> failing(recipe).stream())
                .findFirst();
    }

    private Optional<Verdict> failing(Recipe recipe) {
        return tries++ < MOST_TRIES
                ? Optional.of(run.apply(recipe)).filter(verdict -> !verdict.isGood())
                : Optional.empty();
    }
}
