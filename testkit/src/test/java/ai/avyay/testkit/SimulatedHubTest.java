package ai.avyay.testkit;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Integration;
import java.util.Map;

class SimulatedHubTest extends IntegrationContract {
    private final SimulatedHub hub = new SimulatedHub(Map.of("README.md", "hello"));

    @Override
    protected Hub hub() {
        return hub;
    }

    @Override
    protected Integration integration() {
        return hub;
    }

    @Override
    protected CommitId work(AttemptRef attempt, CommitId start, Map<String, String> files) {
        return hub.commit(files);
    }
}
