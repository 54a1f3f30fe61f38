package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a program in the sandbox is given: its environment, its home, and what it may see.
class SurroundingsIT extends SandboxFixture {
    @Test
    void the_environment_is_made_from_nothing() throws Exception {
        assertThat(fixture.output("env; tr '\\0' '\\n' </proc/1/environ").lines())
                .allMatch(
                        line -> line.matches("(PATH|LANG|TERM|HOME|TMPDIR|PWD|SHLVL|_|OLDPWD)=.*"))
                .contains("HOME=/avyay/home", "TMPDIR=/tmp", "LANG=C.UTF-8", "TERM=dumb");
    }

    @Test
    void the_environment_arrives_but_is_on_no_command_line() throws Exception {
        try (var workspace = fixture.open()) {
            var started = fixture.watch(fixture.tree("agent"));
            var run =
                    fixture.start(
                            workspace,
                            fixture.script(
                                    "echo $KEY; touch ready; sleep 60",
                                    Map.of("KEY", "sk-secret", "LD_DEBUG_OUTPUT", "x"),
                                    Surroundings.NONE,
                                    Fixture.BOUNDS));
            started.await("ready");
            assertThat(ProcessHandle.allProcesses().map(Fixture::commandLine))
                    .anyMatch(line -> line.contains("--die-with-parent"))
                    .noneMatch(line -> line.contains("sk-secret"));
            run.interrupt();
            run.join();
            assertThat(fixture.said()).startsWith("sk-secret\n");
        }
    }

    @Test
    void a_login_file_can_be_read_and_not_changed() throws Exception {
        var login = Files.writeString(folder.resolve("login.json"), "token");
        Files.setPosixFilePermissions(login, PosixFilePermissions.fromString("rw-------"));
        var home =
                List.<HomeFile>of(
                        new HomeFile.Shared(".agent/auth.json", login),
                        new HomeFile.Written(".agent/settings.json", "{}"));
        var said =
                fixture.output(
                        "cd; cat .agent/*; echo stolen 2>/dev/null > .agent/auth.json; rm -f .agent/auth.json;"
                                + " echo more >> .agent/settings.json; cat .agent/settings.json",
                        new Surroundings(Network.NONE, List.of(), home, List.of()));
        assertThat(said).startsWith("token{}").contains("{}more");
        assertThat(login).hasContent("token");
    }

    @Test
    void what_is_visible_is_read_only_at_its_own_path() throws Exception {
        var tools = Files.createDirectories(folder.resolve("tools"));
        Files.writeString(tools.resolve("tool"), "echo tool\n");
        var said =
                fixture.output(
                        "sh %s/tool; echo x > %s/tool; ls %s".formatted(tools, tools, folder),
                        visible(tools));
        assertThat(said).startsWith("tool\n").contains("Read-only").endsWith("tools\n");
    }

    @Test
    void a_visible_folder_that_shows_the_hub_is_refused() throws Exception {
        try (var workspace = fixture.open()) {
            assertThat(workspace.run(fixture.script("true", visible(folder))))
                    .isInstanceOfSatisfying(
                            Exit.NotStarted.class,
                            exit -> assertThat(exit.reason()).contains("no program may see"));
            assertThat(workspace.run(fixture.script("true", visible(Path.of("/not/there")))))
                    .isEqualTo(
                            new Exit.NotStarted("/not/there is to be visible, but does not exist"));
        }
    }

    @Test
    void a_link_left_in_home_leads_the_next_run_nowhere() throws Exception {
        try (var workspace = fixture.open()) {
            workspace.run(fixture.script("ln -s /oldroot/tmp ~/.agent; ln -s /etc/passwd ~/.file"));
            var behind =
                    new Surroundings(
                            Network.NONE,
                            List.of(),
                            List.of(new HomeFile.Written(".agent/x", "x")),
                            List.of());
            assertThat(workspace.run(fixture.script("true", behind)))
                    .isInstanceOfSatisfying(
                            Exit.NotStarted.class,
                            exit -> assertThat(exit.reason()).contains("in the way"));
            var at =
                    new Surroundings(
                            Network.NONE,
                            List.of(),
                            List.of(new HomeFile.Written(".file", "x")),
                            List.of());
            assertThat(workspace.run(fixture.script("cat ~/.file; ls -A /tmp", at)))
                    .isEqualTo(new Exit.Exited(0));
            assertThat(fixture.said()).isEqualTo("x");
        }
    }

    @Test
    void a_program_that_is_not_there_is_not_started() throws Exception {
        try (var workspace = fixture.open()) {
            var missing =
                    new Execution(
                            List.of("no-such-program"),
                            Map.of(),
                            Surroundings.NONE,
                            Fixture.BOUNDS,
                            fixture.log());
            assertThat(workspace.run(missing))
                    .isEqualTo(
                            new Exit.NotStarted(
                                    "there is no program 'no-such-program' in the sandbox"));
        }
    }

    private static Surroundings visible(Path path) {
        return new Surroundings(Network.NONE, List.of(path), List.of(), List.of());
    }
}
