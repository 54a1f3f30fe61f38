package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.State;
import java.util.List;

/// One state change: the facts that came about together, and the state after them. It becomes one
/// commit.
///
/// @param subject the line of the log, such as `build-api: dispatched to mbp3 (attempt 2)`
public record Change(String subject, List<Event> events, State after) {
    public Change {
        events = List.copyOf(events);
        if (events.isEmpty()) {
            throw new IllegalArgumentException("a change without a fact");
        }
    }
}
