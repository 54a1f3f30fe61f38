package ai.avyay.planning;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.NodeRecord.Mark;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One thing that keeps an eligible task from a node.
public sealed interface Obstacle {

    /// The node does not offer all that the task needs.
    record Lacking(String node, List<String> capabilities) implements Obstacle {
        public Lacking {
            capabilities = List.copyOf(capabilities);
        }
    }

    record BreakerOpen(BreakerKey key, Instant until, int failures) implements Obstacle {}

    /// The breaker's time is over and one attempt is trying whether things work again.
    record BreakerProbed(BreakerKey key) implements Obstacle {}

    /// A person lets nothing new go there.
    record NodeDrained(String node, Mark mark) implements Obstacle {}

    record NodeAway(String node, Mark mark) implements Obstacle {}

    /// It was asked and has not answered yet.
    record NodeUnheard(String node) implements Obstacle {}

    /// It has enough to do, or is hot, and the task is a heavy one.
    record NodeStrained(String node, Contact.Vitals vitals, Optional<Double> maxLoad)
            implements Obstacle {}

    record NodeFull(String node, int slots) implements Obstacle {}

    /// As many tasks hold it as may.
    ///
    /// @param holders the tasks that hold it, or that an attempt of still does
    record ResourceHeld(String resource, List<TaskId> holders) implements Obstacle {
        public ResourceHeld {
            holders = List.copyOf(holders);
        }
    }

    /// A machine that has not answered since the start may still use it.
    record ResourceUnsettled(String resource) implements Obstacle {}

    /// It is free, and kept for tasks that were before this one.
    record ResourceKept(String resource, List<TaskId> waiting) implements Obstacle {
        public ResourceKept {
            waiting = List.copyOf(waiting);
        }
    }

    record AreaBusy(String area, int parallel) implements Obstacle {}

    /// One phrase for people.
    default String text() {
        return switch (this) {
            case Lacking(var node, var capabilities) ->
                    "node " + node + " does not offer " + String.join(", ", capabilities);
            case BreakerOpen(var key, var until, var failures) ->
                    "nothing goes to %s until %s, after %d failures in a row; `avyay resume` tries at once"
                            .formatted(key, until, failures);
            case BreakerProbed(var key) -> "one attempt is trying whether " + key + " works again";
            case NodeDrained(var node, var mark) ->
                    "node %s is drained since %s%s; `avyay node undrain %1$s` lets work go there"
                            .formatted(node, mark.since(), reason(mark));
            case NodeAway(var node, var mark) ->
                    "node %s cannot be reached since %s%s"
                            .formatted(node, mark.since(), reason(mark));
            case NodeUnheard(var node) -> "node " + node + " has not answered yet";
            case NodeStrained(var node, var vitals, _) when vitals.throttled() ->
                    "node " + node + " is slowed down by its heat, and this is heavy work";
            case NodeStrained(var node, var vitals, var most) ->
                    "node %s has a load of %.1f for each core, heavy work waits above %.1f"
                            .formatted(node, vitals.load(), most.orElse(0.0));
            case NodeFull(var node, var slots) ->
                    slots == 1
                            ? "the one slot of node " + node + " is busy"
                            : "all %d slots of node %s are busy".formatted(slots, node);
            case ResourceHeld(var resource, var holders) ->
                    "resource " + resource + " is held by " + names(holders);
            case ResourceUnsettled(var resource) ->
                    "resource "
                            + resource
                            + " may still be used on a machine that has not answered since the start";
            case ResourceKept(var resource, var waiting) ->
                    "resource " + resource + " is kept for " + names(waiting);
            case AreaBusy(var area, var parallel) ->
                    "area %s takes %d at once, and that many are before it"
                            .formatted(area, parallel);
        };
    }

    private static String reason(Mark mark) {
        return mark.reason().isEmpty() ? "" : " (" + mark.reason() + ")";
    }

    private static String names(List<TaskId> tasks) {
        return tasks.stream().map(TaskId::value).distinct().collect(Collectors.joining(", "));
    }
}
