package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real machine, looked at over a real sshd.
class InspectionIT {
    @TempDir private Path folder;

    @Test
    void a_machine_says_what_it_is_and_what_it_has() throws Exception {
        try (var fixture = SshFixture.make(folder)) {
            var found = fixture.node().inspect(List.of("git", "no-such-agent"));
            assertThat(found.capabilities())
                    .contains("git", "shell")
                    .doesNotContain("no-such-agent");
            assertThat(found.findings())
                    .extracting(Inspection.Finding::text)
                    .anyMatch(text -> text.startsWith("git version"))
                    .anyMatch(text -> text.startsWith("system: "))
                    .anyMatch(text -> text.endsWith("GiB free"));
        }
    }
}
