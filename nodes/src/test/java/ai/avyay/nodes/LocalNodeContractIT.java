package ai.avyay.nodes;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Node;
import ai.avyay.testkit.NodeContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LocalNodeContractIT extends NodeContract {
    @TempDir Path scratch;

    private Fixture fixture;
    private CommitId start;

    @BeforeEach
    void make() {
        fixture = Fixture.make(scratch);
        var hub = fixture.hub();
        var blob = hub.git(hub.location(), "rev-parse", "main:README");
        var index =
                new String[] {
                    "update-index", "--add", "--cacheinfo", "100644," + blob + ",README.md"
                };
        hub.git(hub.location(), index);
        var tree = hub.git(hub.location(), "write-tree");
        start = new CommitId(hub.git(hub.location(), "commit-tree", "-m", "start", tree));
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
        return start;
    }
}
