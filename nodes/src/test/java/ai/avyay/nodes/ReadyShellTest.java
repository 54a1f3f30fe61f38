package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyShellTest {
    private static final String AWKWARD = "it's \"$HOME\" `id`\\ \n* é -n";

    @TempDir private Path folder;

    private Enclosure.Start start(String... command) {
        return new Enclosure.Start(
                List.of(command), Map.of("PATH", "/usr/bin:/bin", "SAID", AWKWARD), folder);
    }

    private static String output(ReadyShell shell) throws IOException {
        shell.process().getOutputStream().close();
        return new String(shell.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void arguments_environment_and_directory_arrive_as_they_are() throws Exception {
        try (var shell = ReadyShell.start(Optional.empty())) {
            var script = "printf '%s|%s|' \"$1\" \"$SAID\"; pwd";
            shell.become(start("/bin/sh", "-c", script, "sh", AWKWARD), false);
            assertThat(output(shell))
                    .isEqualTo(AWKWARD + "|" + AWKWARD + "|" + folder.toRealPath() + "\n");
        }
    }

    @Test
    void a_program_is_given_more_than_a_pipe_holds() throws Exception {
        var much = "x".repeat(100_000);
        try (var shell = ReadyShell.start(Optional.empty())) {
            shell.become(start("/bin/sh", "-c", "printf %s \"$1\"", "sh", much), false);
            assertThat(output(shell)).isEqualTo(much);
        }
    }

    @Test
    void errors_are_part_of_the_output_where_that_is_asked_for() throws Exception {
        try (var shell = ReadyShell.start(Optional.empty())) {
            shell.become(start("/bin/sh", "-c", "echo wrong >&2"), true);
            assertThat(output(shell)).isEqualTo("wrong\n");
        }
    }

    @Test
    void the_input_that_follows_is_the_programs() throws Exception {
        try (var shell = ReadyShell.start(Optional.empty())) {
            shell.become(start("/bin/sh", "-c", "printf .; read -r line; echo \"$line\""), false);
            assertThat(shell.process().getInputStream().read()).isEqualTo('.');
            shell.process().getOutputStream().write("go\n".getBytes(StandardCharsets.UTF_8));
            assertThat(output(shell)).isEqualTo("go\n");
        }
    }

    @Test
    void what_no_shell_can_hold_is_refused() throws Exception {
        try (var shell = ReadyShell.start(Optional.empty())) {
            var named = new Enclosure.Start(List.of("true"), Map.of("a.b", "1"), folder);
            assertThatThrownBy(() -> shell.become(named, false))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'a.b'");
            assertThatThrownBy(() -> shell.become(start("printf", "\0"), false))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("NUL");
        }
    }

    @Test
    void one_that_is_not_needed_ends() throws Exception {
        var shell = ReadyShell.start(Optional.empty());
        shell.close();
        assertThat(shell.process().isAlive()).isFalse();
    }
}
