package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A fleet of this machine and another one, which is a real sshd on loopback.
@Timeout(600)
class SshNodesIT {
    private static final String CONFIGURATION =
            """
            nodes:
              local: { slots: 1, capabilities: [shell, here] }
              other: { ssh: machine, slots: 2, capabilities: [shell, there] }
            agents: { default: shell }
            checks:
              tests: { run: "test -s README.md", required: true }
            """;

    private static final String TASKS =
            """
            tasks:
              near:
                title: Work here
                required_capabilities: [here]
                instructions: echo near > near.txt
                expected_deliverables: [near.txt]
              far:
                title: Work there
                required_capabilities: [there]
                instructions: |
                  echo "far from $AVYAY_TASK" > far.txt
                  test -n "$AVYAY_GENERATION"
                expected_deliverables: [far.txt]
              both:
                title: Needs both
                required_capabilities: [there]
                depends_on:
                  near: { type: hard, requires_artifact: near.txt }
                  far: { type: hard, requires_artifact: far.txt }
                instructions: cat near.txt far.txt > both.txt
                expected_deliverables: [both.txt]
            """;

    @TempDir private Path folder = Path.of("/");

    @Test
    void tasks_are_done_on_both_machines() throws Exception {
        Scratch.assumeContained();
        try (var sshd = Sshd.start(folder.resolve("machine"), folder.resolve("its-home"))) {
            var scratch = new Scratch(folder, Map.of("AVYAY_SSH_CONFIG", sshd.client().toString()));
            scratch.begin(Map.of("README.md", "A project\n", "avyay.yaml", CONFIGURATION));
            scratch.add(TASKS);
            scratch.avyay("up", "--until-idle").done();
            assertThat(scratch.git("show", "avyay/main:both.txt"))
                    .isEqualTo("near\nfar from far\n");
            assertThat(scratch.avyay("show", "both").done()).contains("other");
            assertThat(folder.resolve("its-home/.cache/avyay")).isDirectory();
            try (var left = Files.walk(folder.resolve("its-home/.cache/avyay"))) {
                assertThat(left.filter(path -> path.endsWith(".avyay-workspace"))).isEmpty();
            }
        }
    }
}
