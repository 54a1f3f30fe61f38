package ai.avyay.planning;

import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.List;
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

    record NodeFull(String node, int slots) implements Obstacle {}

    /// As many tasks hold it as may.
    ///
    /// @param holders the tasks that hold it, or that an attempt of still does
    record ResourceHeld(String resource, List<TaskId> holders) implements Obstacle {
        public ResourceHeld {
            holders = List.copyOf(holders);
        }
    }

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
            case NodeFull(var node, var slots) ->
                    slots == 1
                            ? "the one slot of node " + node + " is busy"
                            : "all %d slots of node %s are busy".formatted(slots, node);
            case ResourceHeld(var resource, var holders) ->
                    "resource " + resource + " is held by " + names(holders);
            case ResourceKept(var resource, var waiting) ->
                    "resource " + resource + " is kept for " + names(waiting);
            case AreaBusy(var area, var parallel) ->
                    "area %s takes %d at once, and that many are before it"
                            .formatted(area, parallel);
        };
    }

    private static String names(List<TaskId> tasks) {
        return tasks.stream().map(TaskId::value).distinct().collect(Collectors.joining(", "));
    }
}
