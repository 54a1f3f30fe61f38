package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
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
        Scratch.assumeContained();
        var scratch = new Scratch(folder, Map.of());
        scratch.begin(Map.of(Configuration.FILE, ONE_NODE));
        scratch.add(
                "{ task: greet, title: Greet, agent: greeter, required_capabilities: [gpu], expected_deliverables: [greeting.txt] }");
        var up = scratch.start("up");
        try {
            while (!scratch.listens() && !up.waitFor(100, TimeUnit.MILLISECONDS)) {
                assertThat(up.isAlive()).isTrue();
            }
            scratch.write(".avyay/agents/greeter.yaml", GREETER);
            scratch.write(Configuration.FILE, TWO_NODES + "chekcs: {}\n");
            var wrong = scratch.avyay("reload");
            assertThat(wrong.exit()).isEqualTo(2);
            assertThat(wrong.output()).contains("avyay.yaml:5:1: unknown key 'chekcs'");
            assertThat(scratch.avyay("list", "--all").done()).contains("1 waiting");
            assertThat(scratch.avyay("why", "greet").done())
                    .contains("gpu", "avyay.yaml was changed since; `avyay reload`");

            scratch.write(Configuration.FILE, TWO_NODES);
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
