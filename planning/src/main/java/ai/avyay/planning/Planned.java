package ai.avyay.planning;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What would become of one ready task if attempts were started now.
///
/// @param place where it would go; empty if nowhere now
/// @param reasons why there, or why nowhere
public record Planned(TaskId task, Optional<Place> place, List<String> reasons) {
    /// The node that would be chosen and the agent program that would work.
    public record Place(String node, String agent) {}

    public Planned {
        reasons = List.copyOf(reasons);
    }

    /// All ready tasks, in the order in which they are served. Nothing is done by asking.
    public static List<Planned> of(Board board, Instant now) {
        Map<TaskId, Placement.Placed> placed = new HashMap<>();
        Placement.plan(board, now).forEach(each -> placed.put(each.task(), each));
        return board.ready().stream()
                .flatMap(id -> board.state().task(id).stream())
                .map(task -> of(board, task, Optional.ofNullable(placed.get(task.id())), now))
                .toList();
    }

    private static Planned of(
            Board board, Task task, Optional<Placement.Placed> placed, Instant now) {
        var reasons = new ArrayList<String>();
        reasons.add(rank(task, now));
        var obstacles = Placement.obstacles(board, task, now);
        var open = board.policy().nodes().size() - obstacles.size();
        placed.ifPresent(there -> reasons.add(choice(board, there, now, open)));
        obstacles.stream().map(Obstacle::text).forEach(reasons::add);
        return new Planned(
                task.id(), placed.map(there -> new Place(there.node(), there.agent())), reasons);
    }

    private static String rank(Task task, Instant now) {
        var priority = task.definition().heading().priority();
        return task.stage() instanceof Stage.Waiting(var since, _) && since.isPresent()
                ? "priority %d, ready for %s (%d points more each hour)"
                        .formatted(priority, Span.since(since.get(), now), Timing.AGEING_PER_HOUR)
                : "priority " + priority;
    }

    private static String choice(Board board, Placement.Placed there, Instant now, int open) {
        if (open <= 1) {
            return "node %s is the only one that may take it now".formatted(there.node());
        }
        var steady = new Whereabouts(board).isSteady(there.node(), now);
        return "node %s has the most free slots of the %s nodes that may take it"
                .formatted(there.node(), steady ? "steady" : "remaining");
    }
}
