package ai.avyay.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutableTest {
    @TempDir private Path folder;
    private Path root = Path.of("/");
    private Machine machine = new Machine(root);

    @BeforeEach
    void prepare() throws IOException {
        root = folder.toRealPath();
        machine = new Machine(root);
        Files.createDirectories(root.resolve("bin"));
    }

    private void link(String from, Path to) throws IOException {
        Files.createDirectories(root.resolve(from).getParent());
        Files.createSymbolicLink(root.resolve(from), to);
    }

    @Test
    void a_program_of_npm_needs_its_whole_tree_and_the_interpreter_it_names() throws Exception {
        var script = machine.program("lib/node_modules/@x/tool/cli.js", "#!/usr/bin/env node\n");
        var node = machine.program("nvm/bin/node", "");
        link("bin/tool", script);
        link("bin/node", node);
        var found = Executable.find("tool", machine.user());
        assertThat(found.command()).containsExactly(node.toString(), script.toString());
        assertThat(found.visible())
                .containsExactlyInAnyOrder(root.resolve("lib/node_modules"), node);
    }

    @Test
    void a_program_of_its_own_is_just_its_file() throws Exception {
        var binary = machine.program("share/tool/versions/2.1", "\177ELF");
        link("bin/tool", binary);
        var found = Executable.find("tool", machine.user());
        assertThat(found.command()).containsExactly(binary.toString());
        assertThat(found.visible()).containsExactly(binary);
    }

    @Test
    void a_program_of_python_keeps_the_environment_it_was_installed_into() throws Exception {
        var python = machine.program("uv/cpython/bin/python3.12", "");
        machine.file("uv/cpython/lib/python3.12/os.py", "");
        machine.file("pipx/venvs/tool/pyvenv.cfg", "");
        link("pipx/venvs/tool/bin/python", python);
        var inside = root.resolve("pipx/venvs/tool/bin/python");
        var script = machine.program("pipx/venvs/tool/bin/tool", "#!" + inside + "\n");
        link("bin/tool", script);
        var found = Executable.find("tool", machine.user());
        assertThat(found.command()).containsExactly(inside.toString(), script.toString());
        assertThat(found.visible())
                .containsExactlyInAnyOrder(
                        root.resolve("pipx/venvs/tool"), root.resolve("uv/cpython"));
    }

    @Test
    void a_missing_interpreter_is_named() throws Exception {
        machine.program("bin/tool", "#!/usr/bin/env no-such-interpreter\n");
        assertThatThrownBy(() -> Executable.find("tool", machine.user()))
                .hasMessage("no-such-interpreter is not installed");
    }

    @Test
    void the_first_one_on_the_path_that_can_be_run_is_taken() throws Exception {
        machine.file("bin/tool", "not executable");
        var real = machine.program("sbin/tool", "");
        var user =
                machine.user(
                        "PATH", "relative:" + root.resolve("bin") + ":" + root.resolve("sbin"));
        assertThat(Executable.find("tool", user).command()).containsExactly(real.toString());
    }

    @Test
    void a_program_of_the_system_needs_nothing_made_visible() throws Exception {
        assertThat(Executable.find("/bin/sh", machine.user()).visible()).isEmpty();
    }
}
