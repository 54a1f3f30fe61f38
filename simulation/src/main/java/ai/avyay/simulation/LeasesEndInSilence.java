package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Contact;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Signal;
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

    private final Policy policy;
    private final Map<TaskId, Instant> heard = new HashMap<>();

    LeasesEndInSilence(Policy policy) {
        this.policy = policy;
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
                    && end.ending().outcome() == Outcome.LOST) {
                if (isBurned(sight.before().get(i), end)) {
                    return Optional.of(end.task() + " was given up because the engine ended");
                }
                var since = heard.getOrDefault(end.task(), Instant.MIN);
                if (isSilence(end)
                        && since.plus(policy.timing().lease()).isAfter(now.plus(TOLERANCE))) {
                    return Optional.of(end.task() + " was heard of at " + since);
                }
            }
        }
        for (var signal : sight.taken()) {
            sight.durable().live().values().stream()
                    .filter(task -> isOf(signal, task))
                    .forEach(task -> heard.put(task.id(), now));
        }
        return Optional.empty();
    }

    private static boolean isSilence(Event.AttemptEnded end) {
        return end.ending().reason().contains("not heard of");
    }

    /// Attempts elsewhere outlive the engine.
    private boolean isBurned(State before, Event.AttemptEnded end) {
        return end.ending().reason().contains("the engine ended")
                && before.task(end.task())
                        .flatMap(Task::lease)
                        .filter(lease -> policy.isRemote(lease.node()))
                        .isPresent();
    }

    private boolean isOf(Signal signal, Task task) {
        return switch (signal) {
            case Signal.Heard(var id, var generation) ->
                    task.id().equals(id) && task.generation() == generation;
            case Signal.NodeAsked(var node, Contact.Answered _) ->
                    policy.isRemote(node)
                            && task.lease().filter(lease -> lease.node().equals(node)).isPresent();
            case Signal _ -> false;
        };
    }
}
