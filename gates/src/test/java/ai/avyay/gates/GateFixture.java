package ai.avyay.gates;

import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Gate;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A repository with work in it, for a gate to judge.
abstract class GateFixture {
    static final Check TESTS = Check.of("tests", "mvn -q verify");
    static final Check LINT = Check.of("lint", "lint").withReports();

    @TempDir Path folder;
    RepositoryHub hub;

    @BeforeEach
    void open() throws IOException {
        hub = new RepositoryHub(folder.resolve("hub.git"));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    Gate.Request request(Work work) throws IOException {
        var task = work.task();
        return new Gate.Request(
                task,
                new AttemptRef(task.id(), 1),
                hub.commit(Project.files()),
                hub.commit(work.files()));
    }
}
