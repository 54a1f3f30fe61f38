package ai.avyay.planning;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Decides what follows from what was observed of the world.
final class Observations {
    private final Deliberation deliberation;
    private final Attempts attempts;

    Observations(Deliberation deliberation) {
        this.deliberation = deliberation;
        this.attempts = new Attempts(deliberation);
    }

    void observe(Signal.Observation signal) {
        switch (signal) {
            case Signal.Started started -> started(started);
            case Signal.NodeAsked asked -> new RollCall(deliberation).take(asked);
            case Signal.BranchSeen seen -> deliberation.seen(seen.branch());
            case Signal.ClockSet(var by) -> active().forEach(task -> shift(task, by));
            case Signal.Ticked _ -> active().forEach(this::expire);
            case Signal.Draining _ ->
                    deliberation.sight(deliberation.board().sightings().withDispatching(false));
        }
    }

    private List<Task> active() {
        return deliberation.board().activeTasks().sorted(Comparator.comparing(Task::id)).toList();
    }

    private void started(Signal.Started started) {
        deliberation.sight(
                Sightings.NONE
                        .withDispatching(started.dispatching())
                        .with(Contacts.since(deliberation.now())));
        var blamed = new HashSet<BreakerKey>();
        for (var task : active()) {
            switch (task.stage()) {
                case Stage.Running(var lease) when isRemote(lease) -> {
                    renew(task, lease);
                    deliberation.command(Dispatching.run(task, deliberation.board()));
                }
                case Stage.Running(var lease) -> {
                    var node = BreakerKey.node(lease.node());
                    if (blameless(node)) {
                        blamed.add(node);
                    }
                    attempts.end(
                            task,
                            Attempts.End.ofEngine(
                                    Outcome.LOST, "the engine ended while the agent was working"));
                }
                case Stage.Verifying(var lease) -> {
                    renew(task, lease);
                    deliberation.command(new Command.Judge(task));
                }
                case Stage.InReview _, Stage.Integrating _, Stage.Waiting _, Stage.Ended _ -> {}
            }
        }
        acquit(blamed);
        deliberation.lookAtBranch(deliberation.board().wantedPaths());
    }

    private boolean isRemote(Lease lease) {
        return deliberation.board().policy().isRemote(lease.node());
    }

    private boolean blameless(BreakerKey key) {
        return deliberation.board().state().engine().breaker(key).openUntil().isEmpty();
    }

    /// What is lost when the engine itself ends says nothing about the node.
    private void acquit(Set<BreakerKey> blamed) {
        var events =
                blamed.stream()
                        .sorted(Comparator.comparing(BreakerKey::name))
                        .<Event>map(key -> new Event.BreakerClosed(deliberation.now(), key))
                        .toList();
        if (!events.isEmpty()) {
            deliberation.follow(events);
        }
    }

    /// A lease is time to work in, so it is not over because the clock was set.
    private void shift(Task task, Duration by) {
        task.lease().ifPresent(lease -> renew(task, lease, lease.expiresAt().plus(by)));
    }

    private void renew(Task task, Lease lease) {
        renew(task, lease, deliberation.now().plus(deliberation.board().policy().timing().lease()));
    }

    private void renew(Task task, Lease lease, Instant end) {
        var renewed = new Lease(lease.node(), lease.generation(), lease.startedAt(), end);
        deliberation.record(new Event.LeaseRenewed(deliberation.now(), task.id(), renewed));
    }

    private void expire(Task task) {
        var over = Leases.end(task, deliberation.board()).isBefore(deliberation.now());
        if (!(task.stage() instanceof Stage.Running(var lease)) || !over) {
            return;
        }
        if (isRemote(lease) && task.definition().needs().resources().isEmpty()) {
            new Survivors(deliberation).await(task);
        } else {
            attempts.halt(task);
        }
        attempts.end(
                task,
                Attempts.End.of(
                        Outcome.LOST, "node " + lease.node() + " was not heard of in time"));
    }
}
