package ai.avyay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Agent;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.Exit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What every agent must do, whatever its program says.
public abstract class AgentContract {
    @TempDir private Path folder;

    protected abstract Agent agent();

    @Test
    void a_log_of_garbage_is_read_without_failing() throws IOException {
        var log =
                Files.write(
                        folder.resolve("log"),
                        new byte[] {(byte) 0xff, '{', 0, '"', '\n', '[', (byte) 0xc3, '\n'});
        assertThat(agent().read(log, new Exit.Exited(1)).result())
                .isNotInstanceOf(AgentReport.Result.Finished.class);
    }

    @Test
    void a_missing_log_is_no_success() {
        assertThat(agent().read(folder.resolve("nowhere"), new Exit.Exited(1)).result())
                .isNotInstanceOf(AgentReport.Result.Finished.class);
    }

    @Test
    void a_program_that_was_stopped_has_not_finished() throws IOException {
        var log = Files.writeString(folder.resolve("log"), "working\n", StandardCharsets.UTF_8);
        for (var exit :
                List.of(
                        new Exit.TimedOut(Duration.ofMinutes(1)),
                        new Exit.Silent(Duration.ofMinutes(1)))) {
            assertThat(agent().read(log, exit).result())
                    .isNotInstanceOf(AgentReport.Result.Finished.class);
        }
    }

    @Test
    void no_key_stands_in_the_command() throws IOException {
        var file = Files.writeString(folder.resolve("prompt.md"), "Do it\n");
        var invocation =
                agent().invocation(new Agent.Prompt("Do it\n", file, "Do it", Optional.empty()));
        assertThat(invocation.command()).isNotEmpty();
        var secrets =
                invocation.environment().entrySet().stream()
                        .filter(entry ->
                                entry.getKey().endsWith("_KEY")
                                        || entry.getKey().endsWith("_TOKEN"))
                        .map(java.util.Map.Entry::getValue)
                        .toList();
        var command = String.join(" ", invocation.command());
        assertThat(secrets).noneMatch(command::contains);
    }
}
