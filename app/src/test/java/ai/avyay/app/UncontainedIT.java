package ai.avyay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A machine on which bubblewrap is not installed.
@Timeout(300)
class UncontainedIT {
    private static final List<String> PROGRAMS =
            List.of("sh", "git", "env", "cat", "tail", "true", "ls", "mkdir", "rm", "touch");

    @TempDir private Path folder = Path.of("/");
    private Scratch scratch;

    @BeforeEach
    void a_path_without_it() throws Exception {
        assumeTrue(
                System.getProperty("os.name", "").startsWith("Linux"),
                "needs Linux: elsewhere there is another sandbox");
        var path = Files.createDirectories(folder.resolve("programs"));
        for (var program : PROGRAMS) {
            Files.createSymbolicLink(path.resolve(program), Path.of("/usr/bin", program));
        }
        program(path.resolve("model"), "#!/bin/sh\ntouch '%s'\n".formatted(ran()));
        scratch = new Scratch(folder, Map.of("PATH", path.toString()));
        scratch.begin(
                Map.of(
                        Configuration.FILE,
                        "nodes: { local: { capabilities: [shell, model] } }\nagents: { default: shell }\n"));
        scratch.avyay("init").done();
        scratch.write(
                ".avyay/agents/model.yaml",
                """
                name: model
                program: { executable: model }
                run: { command: ["{program}", "{prompt_file}"] }
                access: { network: open, keys: [MODEL_KEY], needs_key: false }
                output: { format: text }
                """);
    }

    @AfterEach
    void links_out_of_the_folder_are_removed() throws IOException {
        for (var program : PROGRAMS) {
            Files.deleteIfExists(folder.resolve("programs").resolve(program));
        }
    }

    /// What the model agent leaves behind if it runs.
    private Path ran() {
        return folder.resolve("ran");
    }

    private static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void add(String id, String agent, String instructions) throws Exception {
        scratch.avyay("add", "--id", id, "--agent", agent, "--instructions", instructions).done();
    }

    private void add(String id, String agent) throws Exception {
        add(id, agent, "echo done > " + id);
    }

    private String why(String id) throws Exception {
        return scratch.avyay("why", id).output();
    }

    @Test
    void up_refuses_model_agents_and_says_what_to_install() throws Exception {
        add("think", "model");
        var up = scratch.avyay("up", "--until-idle");
        assertThat(up.exit()).isEqualTo(3);
        assertThat(up.output())
                .contains("not contained: no sandbox: bubblewrap is not installed")
                .contains("model would run with nothing around them; install bubblewrap")
                .doesNotContain("dispatched");
        assertThat(ran()).doesNotExist();
    }

    @Test
    void shell_scripts_go_on_and_it_is_said_what_is_not_contained() throws Exception {
        add("script", "shell");
        assertThat(scratch.avyay("up", "--until-idle").done())
                .contains("not contained: agents and checks can read and change every file")
                .contains("script: done");
    }

    @Test
    void a_model_task_that_comes_while_up_runs_is_not_run_either() throws Exception {
        add("first", "shell", "until [ -e \"%s\" ]; do :; done".formatted(folder.resolve("go")));
        var up = scratch.start("up");
        try {
            assertThat(appears(scratch.repository().resolve(".avyay/attempts/first/1/log"), up))
                    .isTrue();
            add("think", "model");
            var said = why("think");
            for (var i = 0; i < 20 && said.contains("running"); i++) {
                said = why("think");
            }
            assertThat(said).contains("install bubblewrap");
        } finally {
            Files.writeString(folder.resolve("go"), "");
            up.destroy();
            up.waitFor();
        }
        assertThat(scratch.avyay("log").output()).doesNotContain("think: delivered");
        assertThat(ran()).doesNotExist();
    }

    private static boolean appears(Path file, Process up) throws InterruptedException {
        for (var i = 0; i < 600 && !Files.exists(file); i++) {
            if (up.waitFor(100, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return Files.exists(file);
    }
}
