package ai.avyay.simulation;

import ai.avyay.domain.Dependency;
import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Event;
import ai.avyay.domain.NodeRecord;
import ai.avyay.domain.Parking;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Policy;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/// A task is dispatched only if nothing forbids it: a pause, a parking, a soft wait that is not
/// over, an open breaker; and only to a node that has what it needs, with a slot and an area to
/// spare.
///
/// What was over by some clock is over, though the clock was set back since.
final class DispatchesAreAllowed implements Law {
    private final Policy policy;
    private Instant latest = Instant.MIN;

    DispatchesAreAllowed(Policy policy) {
        this.policy = policy;
    }

    @Override
    public String sentence() {
        return "a task is dispatched only where and when it may";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        latest = latest.isAfter(sight.now()) ? latest : sight.now();
        for (var i = 0; i < sight.facts().size(); i++) {
            if (sight.facts().get(i) instanceof Event.Dispatched dispatched) {
                var before = sight.before().get(i);
                var how =
                        before.task(dispatched.task())
                                .flatMap(task -> forbidden(task, before, dispatched));
                if (how.isPresent()) {
                    return how.map(why -> dispatched + " though " + why);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<String> forbidden(Task task, State before, Event.Dispatched dispatched) {
        var at = latest.isAfter(dispatched.at()) ? latest : dispatched.at();
        if (before.engine().pause().isPresent()) {
            return Optional.of("the engine is paused");
        }
        return waits(task, before, at)
                .or(() -> away(before, dispatched.run().node()))
                .or(() -> lacking(task, dispatched))
                .or(() -> full(task, before, dispatched))
                .or(() -> broken(BreakerKey.node(dispatched.run().node()), before, at))
                .or(() -> broken(BreakerKey.agent(dispatched.run().agent()), before, at));
    }

    private static Optional<String> waits(Task task, State before, Instant at) {
        if (!(task.stage() instanceof Stage.Waiting(var since, var parking))) {
            return Optional.of("it is " + task.status().word());
        }
        if (parking instanceof Parking.ForPerson
                || (parking instanceof Parking.Until(var until, _) && until.isAfter(at))) {
            return Optional.of("it is parked: " + parking);
        }
        if (since.isEmpty()) {
            return Optional.of("it was never eligible");
        }
        return task.definition().needs().dependencies().entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Dependency.Soft(var timeout, _)
                                && task.attempts().isEmpty()
                                && !isDone(before, entry.getKey())
                                && since.get().plus(timeout).isAfter(at))
                .findFirst()
                .map(entry -> "it may still wait for " + entry.getKey());
    }

    private static boolean isDone(State state, TaskId task) {
        return Optional.ofNullable(state.ended().get(task))
                .filter(ended -> ended.stage().status() == Status.DONE)
                .isPresent();
    }

    private static Optional<String> away(State before, String node) {
        return before.engine()
                .node(node)
                .flatMap(NodeRecord::away)
                .map(_ -> "that node is known to be away");
    }

    private Optional<String> lacking(Task task, Event.Dispatched dispatched) {
        return policy.nodes().stream()
                        .filter(node -> node.name().equals(dispatched.run().node()))
                        .anyMatch(node ->
                                node.capabilities().contains(dispatched.run().agent())
                                        && node.capabilities()
                                                .containsAll(
                                                        task.definition().needs().capabilities()))
                ? Optional.empty()
                : Optional.of("that node lacks what it needs");
    }

    private Optional<String> full(Task task, State before, Event.Dispatched dispatched) {
        var node = dispatched.run().node();
        var slots =
                policy.nodes().stream()
                        .filter(offer -> offer.name().equals(node))
                        .mapToInt(Policy.NodeOffer::slots)
                        .sum();
        if (working(before, other -> nodeOf(other).equals(node)) >= slots) {
            return Optional.of("no slot is free there");
        }
        var area = policy.areas().getFirst();
        return touchesCore(task)
                        && working(before, DispatchesAreAllowed::touchesCore) >= area.parallel()
                ? Optional.of("the area " + area.name() + " is busy")
                : Optional.empty();
    }

    private static Optional<String> broken(BreakerKey key, State before, Instant at) {
        return before.engine()
                .breaker(key)
                .openUntil()
                .filter(until ->
                        until.isAfter(at) || working(before, task -> isGuarded(key, task)) > 0)
                .map(until -> "the breaker of " + key + " is open until " + until);
    }

    private static boolean isGuarded(BreakerKey key, Task task) {
        var run = task.attempts().getLast().run();
        return key.equals(BreakerKey.node(run.node())) || key.equals(BreakerKey.agent(run.agent()));
    }

    private static String nodeOf(Task task) {
        return task.attempts().getLast().run().node();
    }

    private static boolean touchesCore(Task task) {
        return task.definition().acceptance().deliverables().stream()
                .anyMatch(path -> path.startsWith(Settings.CORE));
    }

    private static long working(State state, Predicate<Task> wanted) {
        return state.live().values().stream()
                .filter(task -> task.lease().isPresent())
                .filter(wanted)
                .count();
    }
}
