package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Signal;
import ai.avyay.planning.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// No attempt is given up as lost while its lease runs, by time that really passed since the engine
/// heard of it.
final class LeasesEndInSilence implements Law {
    /// What the engine's clock may be wrong by, unnoticed.
    private static final Duration TOLERANCE = Duration.ofSeconds(10);

    private final Timing timing;
    private final Map<TaskId, Instant> heard = new HashMap<>();

    LeasesEndInSilence(Timing timing) {
        this.timing = timing;
    }

    @Override
    public String sentence() {
        return "a lease ends only after silence";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var now = sight.truth().now();
        for (var i = 0; i < sight.facts().size(); i++) {
            var fact = sight.facts().get(i);
            if (fact instanceof Event.Dispatched dispatched) {
                heard.put(dispatched.task(), now);
            } else if (fact instanceof Event.AttemptEnded end
                    && end.ending().outcome() == Outcome.LOST
                    && end.ending().reason().contains("not heard of")) {
                var since = heard.getOrDefault(end.task(), Instant.MIN);
                if (since.plus(timing.lease()).isAfter(now.plus(TOLERANCE))) {
                    return Optional.of(end.task() + " was heard of at " + since);
                }
            }
        }
        for (var signal : sight.taken()) {
            if (signal instanceof Signal.Heard
                    && sight.durable()
                            .task(signal.task())
                            .filter(task -> task.generation() == signal.generation())
                            .isPresent()) {
                heard.put(signal.task(), now);
            }
        }
        return Optional.empty();
    }
}
