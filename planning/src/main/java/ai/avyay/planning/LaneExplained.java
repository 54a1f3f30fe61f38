package ai.avyay.planning;

import ai.avyay.domain.Dependency;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Explains what keeps accepted work from the shipping branch.
final class LaneExplained {
    private final Board board;
    private final Task task;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> next = new ArrayList<>();

    LaneExplained(Board board, Task task) {
        this.board = board;
        this.task = task;
    }

    Explanation explanation(Stage.Integrating integrating) {
        var missing = board.missingOnBranch(task);
        missing.forEach(this::missing);
        var stuck = isStuck(board, task);
        if (missing.isEmpty()) {
            lane(integrating);
        }
        return new Explanation(
                task.id()
                        + (stuck
                                ? " is stuck: its work is accepted, and cannot ship"
                                : " is accepted and on its way to the shipping branch"),
                reasons,
                next);
    }

    private void missing(String path) {
        var maker = maker(task, path);
        var standing =
                maker.map(id ->
                                " from %s (%s)"
                                        .formatted(id, new Standing(board, board.asOf()).of(id)))
                        .orElse("");
        reasons.add(
                "it was verified with %s%s, which has to be on the branch first"
                        .formatted(path, standing));
        if (cannotCome(board, task, path)) {
            maker.ifPresent(id -> next.add("`avyay retry %s` tries to ship it".formatted(id)));
            next.add("put %s on the shipping branch yourself".formatted(path));
            next.add("`avyay abandon %s` gives it up".formatted(task.id()));
        }
    }

    private void lane(Stage.Integrating integrating) {
        var sightings = board.sightings();
        if (sightings.inLane(task.id())) {
            reasons.add(
                    integrating
                            .intent()
                            .map(intent ->
                                    "the branch is being moved to "
                                            + intent.candidate().abbreviated())
                            .orElse("it is being rebased and checked on the tip of the branch"));
        } else if (sightings.lane().isPresent()) {
            var before =
                    Lane.waiting(board)
                            .takeWhile(other -> !other.id().equals(task.id()))
                            .filter(other -> board.missingOnBranch(other).isEmpty())
                            .count();
            reasons.add(
                    "%s is being integrated now%s"
                            .formatted(
                                    sightings.lane().get(),
                                    before == 0
                                            ? ""
                                            : ", and %d more before it".formatted(before)));
        } else if (sightings.branch().isEmpty()) {
            reasons.add("the shipping branch has not been looked at");
            if (!sightings.dispatching()) {
                next.add("`avyay up` ships it");
            }
        }
    }

    /// Whether the accepted work of `task` can never ship as things are.
    static boolean isStuck(Board board, Task task) {
        return board.missingOnBranch(task).stream().anyMatch(path -> cannotCome(board, task, path));
    }

    private static boolean cannotCome(Board board, Task task, String path) {
        return board.sightings().branch().isPresent()
                && board.sightings().looking() == Sightings.Looking.NOT
                && maker(task, path).filter(id -> board.state().live().containsKey(id)).isEmpty();
    }

    private static Optional<TaskId> maker(Task task, String path) {
        return task.definition().needs().dependencies().entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Dependency.Hard hard
                                && hard.artifact().equals(path))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
