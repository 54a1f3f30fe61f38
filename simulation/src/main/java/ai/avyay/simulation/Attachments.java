package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Signal;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a machine of its own keeps of the attempts on it, and which of them the present engine
/// waits for. What came of an attempt stays on the machine until it is swept.
final class Attachments {
    private final Link link;
    private final Map<Work, Signal> ended = new LinkedHashMap<>();
    private final Set<Work> attached = new LinkedHashSet<>();
    private final Set<Work> sent = new HashSet<>();

    Attachments(Link link) {
        this.link = link;
    }

    void attach(Work work) {
        attached.add(work);
    }

    void end(Work work, Signal signal) {
        ended.put(work, signal);
    }

    /// Sends what came of everything that is waited for, unless it was sent.
    void sendAll() {
        for (var work : attached) {
            if (ended.containsKey(work) && sent.add(work)) {
                Optional.ofNullable(ended.get(work)).ifPresent(link::send);
            }
        }
    }

    /// What is waited for, and neither is among `alive` nor has ended, is lost.
    void lose(Collection<Work> alive) {
        for (var work : attached) {
            if (!alive.contains(work)) {
                ended.putIfAbsent(work, lost(work));
            }
        }
    }

    private static Signal lost(Work work) {
        return new Signal.AttemptStopped(
                work.task(),
                work.generation(),
                new Signal.Reason(Outcome.LOST, "nothing of it is left", Usage.NONE),
                Optional.empty(),
                Optional.empty());
    }

    /// Forgets all but `wanted`.
    void keep(Collection<Work> wanted) {
        ended.keySet().retainAll(wanted);
    }

    /// The engine that waited is no more.
    void letGo() {
        attached.clear();
        sent.clear();
    }
}
