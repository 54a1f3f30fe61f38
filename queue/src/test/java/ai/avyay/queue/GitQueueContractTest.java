package ai.avyay.queue;

import ai.avyay.engine.TaskQueue;
import ai.avyay.testkit.TaskQueueContract;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

class GitQueueContractTest extends TaskQueueContract {
    @TempDir private Path folder = Path.of("/");

    @Override
    protected TaskQueue queue() {
        return new GitQueue(folder.resolve("queue"), InstantSource.system());
    }
}
