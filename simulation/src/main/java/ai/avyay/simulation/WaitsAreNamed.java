package ai.avyay.simulation;

import ai.avyay.domain.Stage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Explanation;
import java.time.Instant;
import java.util.Optional;

/// Whoever asks why a task waits is told what for. Asking costs more than a step, so it is done now
/// and then.
final class WaitsAreNamed implements Law {
    private final int interval;
    private int sights;

    WaitsAreNamed(int interval) {
        this.interval = interval;
    }

    @Override
    public String sentence() {
        return "every wait is named";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        return sights++ % interval == 0
                ? sight.board().flatMap(board -> unnamed(board, sight.now()))
                : Optional.empty();
    }

    private static Optional<String> unnamed(Board board, Instant now) {
        return board.state().live().values().stream()
                .filter(task -> task.stage() instanceof Stage.Waiting)
                .map(task -> Explanation.why(board, task.id(), now))
                .filter(why -> why.reasons().isEmpty())
                .findFirst()
                .map(why -> why.headline() + ", and nothing is said to keep it");
    }
}
