package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.avyay.nodes.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The configuration is read again while the engine works.
@Timeout(300)
class ReloadIT {
    private static final String ONE_NODE =
            "nodes: { local: { slots: 1, capabilities: [shell] } }\nagents: { default: shell }\n";
    private static final String TWO_NODES =
            """
            nodes:
              local: { slots: 1, capabilities: [shell] }
              second: { slots: 1, capabilities: [greeter, gpu] }
            agents: { default: shell }
            """;
    private static final String GREETER =
            """
            name: greeter
            program: { executable: sh }
            run: { command: ["{program}", -c, "echo hello > greeting.txt"] }
            output: { format: text }
            """;

    @TempDir private Path folder = Path.of("/");

    @Test
    void a_new_node_and_a_new_agent_take_work_and_a_wrong_file_changes_nothing() throws Exception {
        var sandbox = Sandbox.detect(Optional.empty());
        assumeTrue(
                sandbox.uncontained().isEmpty(),
                () -> "needs bubblewrap: " + sandbox.uncontained());
        var scratch = new Scratch(folder, Map.of());
        Files.createDirectories(scratch.repository());
        scratch.git("init", "-q", "-b", "main");
        var file = scratch.repository().resolve("avyay.yaml");
        Files.writeString(file, ONE_NODE);
        scratch.git("add", ".");
        scratch.git("-c", "user.name=u", "-c", "user.email=u@localhost", "commit", "-qm", "first");
        var tasks =
                Files.writeString(
                        folder.resolve("tasks.yaml"),
                        "{ task: greet, title: Greet, agent: greeter, required_capabilities: [gpu], expected_deliverables: [greeting.txt] }");
        assertThat(scratch.avyay("add", tasks.toString()).exit()).isZero();
        var up = scratch.start("up");
        try {
            while (!scratch.listens() && !up.waitFor(100, TimeUnit.MILLISECONDS)) {
                assertThat(up.isAlive()).isTrue();
            }
            Files.writeString(file, "nodes: { local: { slot: 1 } }\n");
            var wrong = scratch.avyay("reload");
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.output()).contains("avyay.yaml:1:19: unknown key 'slot'");

            Files.createDirectories(scratch.repository().resolve(".avyay/agents"));
            Files.writeString(scratch.repository().resolve(".avyay/agents/greeter.yaml"), GREETER);
            Files.writeString(file, TWO_NODES);
            assertThat(scratch.avyay("reload").output()).contains("avyay.yaml is in force");
            while (!scratch.avyay("list", "--all").output().contains("1 done")) {
                assertThat(up.waitFor(200, TimeUnit.MILLISECONDS)).isFalse();
            }
            assertThat(scratch.git("show", "avyay/main:greeting.txt")).isEqualTo("hello\n");
        } finally {
            up.destroy();
            up.waitFor();
        }
    }
}
