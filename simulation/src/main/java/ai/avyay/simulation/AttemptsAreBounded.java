package ai.avyay.simulation;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Ending;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.planning.Timing;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// A live task that has just failed has done so less often than `max_attempts` since a person let
/// it go on, and not more than so many times in a row without counting.
final class AttemptsAreBounded implements Law {
    private static final Set<Outcome> COUNTED =
            Set.of(
                    Outcome.RETRY,
                    Outcome.REJECTED,
                    Outcome.CONFLICT,
                    Outcome.FAILED,
                    Outcome.TIMED_OUT);

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
        for (var i = 0; i < sight.facts().size(); i++) {
            var fact = sight.facts().get(i);
            var wrong =
                    switch (fact) {
                        case Event.AttemptEnded end ->
                                sight.durable()
                                        .task(end.task())
                                        .flatMap(task -> excess(task, end.ending()));
                        case Event.TaskEnded end when end.status() == Status.FAILED ->
                                sight.before().get(i).task(end.task()).flatMap(this::tooSoon);
                        case Event _ -> Optional.<String>empty();
                    };
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private int limit(Task task) {
        return task.definition().limits().maxAttempts().orElse(timing.maxAttempts());
    }

    private Optional<String> tooSoon(Task task) {
        var counted = endings(task, AttemptsAreBounded::counts);
        return counted < limit(task)
                ? Optional.of(
                        "%s was given up after %d of %d attempts"
                                .formatted(task.id(), counted, limit(task)))
                : Optional.empty();
    }

    private static boolean counts(Ending ending) {
        return !ending.forgiven() && COUNTED.contains(ending.outcome());
    }

    private Optional<String> excess(Task task, Ending newest) {
        var limit = limit(task);
        var counted = counts(newest) ? endings(task, AttemptsAreBounded::counts) : 0;
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
