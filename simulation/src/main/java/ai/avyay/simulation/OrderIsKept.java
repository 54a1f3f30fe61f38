package ai.avyay.simulation;

import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Board;
import ai.avyay.planning.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Of two eligible tasks that need the same, the one that is ahead by priority and time waited is
/// dispatched first.
final class OrderIsKept implements Law {
    private static final double HOUR = Duration.ofHours(1).toMillis();

    private Optional<Board> board = Optional.empty();

    @Override
    public String sentence() {
        return "nobody is overtaken by one who is behind";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var earlier = board;
        board = sight.board();
        if (sight.facts().stream().noneMatch(Event.Dispatched.class::isInstance)) {
            return Optional.empty();
        }
        var waiting = new HashSet<>(ready(earlier));
        waiting.retainAll(ready(board));
        for (var i = 0; i < sight.facts().size(); i++) {
            if (sight.facts().get(i) instanceof Event.Dispatched dispatched) {
                var before = sight.before().get(i);
                var served = before.task(dispatched.task()).orElseThrow();
                for (var id : waiting) {
                    var other = before.task(id).orElse(served);
                    if (isOvertaken(other, served, dispatched.at())) {
                        return Optional.of(id + " was overtaken by " + dispatched);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static List<TaskId> ready(Optional<Board> board) {
        return board.map(Board::ready).orElse(List.of());
    }

    private static boolean isOvertaken(Task other, Task served, Instant now) {
        return needs(other).equals(needs(served))
                && points(other, now) > points(served, now) + 1e-6;
    }

    private static List<Object> needs(Task task) {
        var definition = task.definition();
        return List.of(
                Set.copyOf(definition.needs().resources()),
                Set.copyOf(definition.needs().capabilities()),
                definition.acceptance().deliverables().stream()
                        .anyMatch(path -> path.startsWith(Settings.CORE)));
    }

    private static double points(Task task, Instant now) {
        var since =
                task.stage() instanceof Stage.Waiting waiting
                        ? waiting.eligibleSince().orElse(now)
                        : now;
        return task.definition().heading().priority()
                + Duration.between(since, now).toMillis() / HOUR * Timing.AGEING_PER_HOUR;
    }
}
