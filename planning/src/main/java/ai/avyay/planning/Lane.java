package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/// The one way onto the shipping branch, taken by one task at a time, in the order of delivery.
final class Lane {
    private static final Comparator<Task> ORDER =
            Comparator.comparing(Lane::deliveredAt).thenComparing(Task::id);

    private Lane() {}

    /// Gives the lane to the work that was delivered first, of that which may be integrated now.
    static void advance(Deliberation deliberation) {
        var board = deliberation.board();
        if (board.sightings().lane().isPresent()
                || board.sightings().branch().isEmpty()
                || board.underway().isEmpty()) {
            return;
        }
        outside(board)
                .filter(task -> board.missingOnBranch(task).isEmpty())
                .min(ORDER)
                .ifPresent(task -> {
                    deliberation.sight(board.sightings().withLane(task.id()));
                    deliberation.command(new Command.Integrate(task));
                });
    }

    /// Tasks that are to be integrated and are not in the lane, in order.
    static Stream<Task> waiting(Board board) {
        return outside(board).sorted(ORDER);
    }

    private static Stream<Task> outside(Board board) {
        return board.activeTasks()
                .filter(task -> task.stage() instanceof Stage.Integrating)
                .filter(task -> !board.sightings().inLane(task.id()));
    }

    private static Instant deliveredAt(Task task) {
        return task.lastAttempt().flatMap(Attempt::delivery).map(Delivery::at).orElse(Instant.MAX);
    }
}
