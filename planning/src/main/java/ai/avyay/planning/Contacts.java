package ai.avyay.planning;

import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// What was heard of nodes, and of the attempts on them.
///
/// @param since when the engine began to listen
/// @param heard when a node was last heard of about a leased task
/// @param delays how long it took until the agent of a running task worked
/// @param vitals how each node that has answered was then
public record Contacts(
        Instant since,
        PMap<TaskId, Instant> heard,
        PMap<TaskId, Duration> delays,
        PMap<String, Contact.Vitals> vitals) {
    static final Contacts NONE =
            new Contacts(
                    Instant.EPOCH,
                    HashTreePMap.empty(),
                    HashTreePMap.empty(),
                    HashTreePMap.empty());

    static Contacts since(Instant start) {
        return new Contacts(start, NONE.heard, NONE.delays, NONE.vitals);
    }

    Optional<Instant> heard(TaskId task) {
        return Optional.ofNullable(heard.get(task));
    }

    Optional<Duration> delay(TaskId task) {
        return Optional.ofNullable(delays.get(task));
    }

    /// How `node` was when it last answered; empty if it has not yet.
    public Optional<Contact.Vitals> vitals(String node) {
        return Optional.ofNullable(vitals.get(node));
    }

    Contacts withHeard(TaskId task, Instant at) {
        return new Contacts(since, heard.plus(task, at), delays, vitals);
    }

    Contacts withDelay(TaskId task, Duration delay) {
        return new Contacts(since, heard, delays.plus(task, delay), vitals);
    }

    Contacts with(String node, Contact.Vitals now) {
        return new Contacts(since, heard, delays, vitals.plus(node, now));
    }

    Contacts withoutDelay(TaskId task) {
        return new Contacts(since, heard, delays.minus(task), vitals);
    }

    Contacts without(TaskId task) {
        return new Contacts(since, heard.minus(task), delays.minus(task), vitals);
    }

    /// The same by a clock that was set forward by `by`.
    Contacts shifted(Duration by) {
        var moved = heard;
        for (var entry : heard.entrySet()) {
            moved = moved.plus(entry.getKey(), entry.getValue().plus(by));
        }
        return new Contacts(since.plus(by), moved, delays, vitals);
    }
}
