package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.domain.TaskId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Each attempt of a task has a higher number, and a lease of a higher generation, than all before
/// it.
final class NumbersRise implements Law {
    private final Map<TaskId, Event.Dispatched> newest = new HashMap<>();

    @Override
    public String sentence() {
        return "generations and attempt numbers only rise";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        for (var fact : sight.facts()) {
            if (fact instanceof Event.Dispatched dispatched) {
                var before = newest.put(dispatched.task(), dispatched);
                if (before != null && !rises(before, dispatched)) {
                    return Optional.of(before + " was followed by " + dispatched);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean rises(Event.Dispatched before, Event.Dispatched after) {
        return after.number() > before.number()
                && after.lease().generation() > before.lease().generation();
    }
}
