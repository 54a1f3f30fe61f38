package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
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
        Scratch.assumeContained();
        scratch = new Scratch(folder, Map.of("PATH", "/usr/bin:/bin", "GEMINI_API_KEY", "k"));
    }

    private Scratch.Ended up(String configuration) throws Exception {
        scratch.begin(Map.of(Configuration.FILE, configuration));
        scratch.add("tasks: { write: { agent: gemini, instructions: Write. } }\n");
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
