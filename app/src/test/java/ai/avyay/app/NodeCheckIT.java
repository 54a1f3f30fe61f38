package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.testkit.Sshd;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `avyay node check` of a real sshd on loopback.
@Timeout(300)
class NodeCheckIT {
    private static final String CONFIGURATION =
            """
            nodes:
              local: { slots: 1 }
              other: { ssh: machine, slots: 2, capabilities: [shell, codex, printer] }
              twin: { ssh: machine, slots: 1 }
            """;

    @TempDir private Path folder = Path.of("/");

    @Test
    void a_machine_is_looked_at_before_work_goes_there() throws Exception {
        try (var sshd = Sshd.start(folder.resolve("machine"), folder.resolve("its-home"))) {
            var scratch = new Scratch(folder, Map.of("AVYAY_SSH_CONFIG", sshd.client().toString()));
            scratch.begin(Map.of("README.md", "A project\n", "avyay.yaml", CONFIGURATION));
            var checked = scratch.avyay("node", "check", "other");
            assertThat(checked.exit()).isEqualTo(1);
            assertThat(checked.output())
                    .contains("git version")
                    .contains("the configuration says that it offers codex, which is not there")
                    .contains("it is the same machine as twin")
                    .contains("printer, shell");
            assertThat(scratch.avyay("node", "check", "twin").done()).contains("git version");
            assertThat(scratch.avyay("node", "check", "local").output())
                    .contains("node local is this machine");
            assertThat(scratch.avyay("node", "check", "mpb3").output())
                    .contains("there is no node mpb3; there are: local, other, twin");
            sshd.unpin();
            assertThat(scratch.avyay("node", "check", "other").output())
                    .contains("its host key is not known");
        }
    }
}
