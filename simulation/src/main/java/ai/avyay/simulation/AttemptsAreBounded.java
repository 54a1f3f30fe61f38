package ai.avyay.simulation;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Event;
import ai.avyay.domain.Task;
import ai.avyay.planning.Timing;
import java.util.Optional;
import java.util.function.Predicate;

/// A live task has failed less often than `max_attempts` since a person let it go on, and not more
/// than so many times in a row without counting.
final class AttemptsAreBounded implements Law {
    private final Timing timing;

    AttemptsAreBounded(Timing timing) {
        this.timing = timing;
    }

    @Override
    public String sentence() {
        return "attempts are bounded by max_attempts";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        for (var fact : sight.facts()) {
            if (fact instanceof Event.AttemptEnded end) {
                var excess = sight.durable().task(end.task()).flatMap(this::excess);
                if (excess.isPresent()) {
                    return excess;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> excess(Task task) {
        var limit = task.definition().limits().maxAttempts().orElse(timing.maxAttempts());
        var counted = endings(task, Ending::counts);
        var uncounted =
                endings(task, ending -> !ending.forgiven() && ending.outcome().triedAgain());
        if (counted >= limit) {
            return Optional.of(
                    "%s goes on after %d of %d attempts".formatted(task.id(), counted, limit));
        }
        return uncounted > (long) Timing.MAX_UNCOUNTED * limit
                ? Optional.of("%s has had %d attempts".formatted(task.id(), uncounted))
                : Optional.empty();
    }

    private static long endings(Task task, Predicate<Ending> wanted) {
        return task.attempts().stream()
                .map(Attempt::ending)
                .flatMap(Optional::stream)
                .filter(wanted)
                .count();
    }
}
