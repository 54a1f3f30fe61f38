package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.nodes.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A task for an agent program that nobody has installed.
@Timeout(200)
class MissingProgramIT {
    private static final int REFUSED = 3;
    private static final String INSTALL =
            "gemini needs the program gemini, which is not on the PATH; install it with `npm install -g @google/gemini-cli`";

    @TempDir private Path folder = Path.of("/");
    private Scratch scratch;

    @BeforeEach
    void prepare() throws Exception {
        var sandbox = Sandbox.detect(Optional.empty());
        assumeTrue(
                sandbox.uncontained().isEmpty(),
                () -> "needs bubblewrap: " + sandbox.uncontained());
        scratch = new Scratch(folder, Map.of("PATH", "/usr/bin:/bin", "GEMINI_API_KEY", "k"));
        Files.createDirectories(scratch.repository());
        scratch.git("init", "-q", "-b", "main");
    }

    private Scratch.Ended up(String configuration) throws Exception {
        Files.writeString(scratch.repository().resolve(Configuration.FILE), configuration);
        scratch.git("add", ".");
        scratch.git(
                "-c", "user.name=u", "-c", "user.email=u@localhost", "commit", "-qm", "A project");
        var tasks = folder.resolve("tasks.yaml");
        Files.writeString(tasks, "tasks: { write: { agent: gemini, instructions: Write. } }\n");
        assertThat(scratch.avyay("add", tasks.toString()).exit()).isZero();
        return scratch.avyay("up", "--until-idle");
    }

    @Test
    void is_stuck_and_up_says_what_to_install() throws Exception {
        var up = up("checks: {}\n");

        assertThat(up.exit()).as(up.output()).isEqualTo(REFUSED);
        assertThat(up.output()).contains(INSTALL);
        assertThat(scratch.avyay("why", "write").output()).contains("gemini");
    }

    @Test
    void is_not_tried_on_a_node_that_only_claims_to_have_it() throws Exception {
        var up = up("nodes: { local: { capabilities: [gemini] } }\n");

        assertThat(up.exit()).as(up.output()).isEqualTo(REFUSED);
        assertThat(up.output()).contains(INSTALL).doesNotContain("dispatched");
    }
}
