package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Integration;
import ai.avyay.testkit.IntegrationContract;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class GitIntegrationContractTest extends IntegrationContract {
    @TempDir private Path folder = Path.of("/");
    private BareHub hub;

    @BeforeEach
    void open() {
        var repositories = Repositories.in(folder);
        repositories.commit("hello", "README.md", "hello");
        hub = repositories.hub();
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Override
    protected Hub hub() {
        return hub;
    }

    @Override
    protected Integration integration() {
        return new GitIntegration(hub);
    }

    @Override
    protected CommitId work(AttemptRef attempt, CommitId start, Map<String, String> files) {
        var workshop = Workshop.open(hub, start, folder.resolve(attempt.task().value()));
        files.forEach(workshop::write);
        workshop.commit("work of " + attempt);
        return workshop.deliver(hub, attempt);
    }
}
