package ai.avyay.nodes;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A node with the real sandbox.
abstract class SandboxFixture {
    @TempDir Path folder;
    Fixture fixture;

    @BeforeEach
    void make() {
        fixture = Fixture.make(folder);
    }
}
