package ai.avyay.simulation;

import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is so in a world, whatever the engine has recorded of it. The laws compare the two.
final class Truth {
    private final Set<TaskId> promised = new LinkedHashSet<>();
    private final Collection<Occupation> occupations = new ArrayList<>();
    private final List<Shipment> shipments = new ArrayList<>();
    private final Set<Made> made = new HashSet<>();
    private final Map<Work, Report> reports = new HashMap<>();
    private final Set<String> onBranch = new HashSet<>();
    private final InstantSource clock;

    /// @param clock the world's true time
    Truth(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /// Something at work that uses resources on a node.
    record Occupation(Kind kind, Work work, String node, List<String> resources) {
        /// What is at work.
        enum Kind {
            AGENT,
            CHECKS,
            INTEGRATION
        }
    }

    /// Work that is on the shipping branch.
    record Shipment(TaskId task, int attempt) {}

    /// What an agent said at its end, and what it had used by then.
    record Report(String reason, Usage usage) {}

    private record Made(TaskId task, String path) {}

    /// People were told that this task is in the queue.
    void promise(TaskId task) {
        promised.add(task);
    }

    Set<TaskId> promised() {
        return Collections.unmodifiableSet(promised);
    }

    void begin(Occupation occupation) {
        occupations.add(occupation);
    }

    void end(Occupation occupation) {
        occupations.remove(occupation);
    }

    /// Everything that is at work now.
    Collection<Occupation> occupations() {
        return Collections.unmodifiableCollection(occupations);
    }

    void ship(TaskId task, int attempt) {
        shipments.add(new Shipment(task, attempt));
    }

    /// These paths exist on the shipping branch from now on.
    void bring(Set<String> paths) {
        onBranch.addAll(paths);
    }

    boolean isOnBranch(String path) {
        return onBranch.contains(path);
    }

    /// What came onto the shipping branch, in order.
    List<Shipment> shipments() {
        return Collections.unmodifiableList(shipments);
    }

    void make(TaskId task, String path) {
        made.add(new Made(task, path));
    }

    /// Whether some attempt of `task` has made `path`.
    boolean hasMade(TaskId task, String path) {
        return made.contains(new Made(task, path));
    }

    void report(Work work, Report report) {
        reports.put(work, report);
    }

    Optional<Report> report(Work work) {
        return Optional.ofNullable(reports.get(work));
    }
}
