package ai.avyay.app;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Integration;
import java.time.Instant;
import java.util.Optional;

/// The integration of an engine that only carries out requests: it is never asked.
final class IdleIntegration implements Integration {
    @Override
    public Synchronized synchronize() {
        throw notHere();
    }

    @Override
    public Prepared prepare(Task task) {
        throw notHere();
    }

    @Override
    public boolean ship(Stage.Intent intent) {
        throw notHere();
    }

    @Override
    public Optional<CommitId> shipped(TaskId task, int attempt, Instant since) {
        throw notHere();
    }

    @Override
    public Optional<String> mirror() {
        throw notHere();
    }

    private static IllegalStateException notHere() {
        return new IllegalStateException("nothing is integrated unless `avyay up` runs");
    }
}
