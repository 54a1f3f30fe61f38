package ai.avyay.nodes.ssh;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Node;
import ai.avyay.testkit.NodeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SshNodeContractIT extends NodeContract {
    @TempDir Path scratch;

    private SshFixture fixture;

    @BeforeEach
    void make() throws Exception {
        fixture = SshFixture.make(scratch);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Override
    protected Node node() {
        return fixture.node();
    }

    @Override
    protected Hub hub() {
        return fixture.hub();
    }

    @Override
    protected CommitId start() {
        return fixture.start();
    }
}
