package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Exit;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way of an attempt on the local node.
class NodesIT {
    @TempDir Path folder;

    @Test
    void what_a_program_commits_and_what_it_leaves_arrive_in_the_hub() throws Exception {
        var fixture = Fixture.make(folder);
        try (var workspace = fixture.open()) {
            var exit =
                    workspace.run(
                            fixture.script(
                                    "pwd; git status; echo one > one; git add one; git commit -qm one; echo two > two; rm README"));
            assertThat(fixture.said())
                    .contains(
                            "/avyay/workspace",
                            "On branch avyay/build-api/1",
                            "working tree clean");
            assertThat(exit).isEqualTo(new Exit.Exited(0));
            var commit = workspace.collect(fixture.collection());
            assertThat(fixture.hub().paths(commit))
                    .containsExactly(".gitignore", "one", "run.sh", "src/Main.txt", "two");
            assertThat(
                            fixture.hub()
                                    .git(
                                            fixture.hub().location(),
                                            "log",
                                            "--format=%an %s",
                                            commit.value()))
                    .isEqualTo("Avyay agent What the agent left\nAvyay agent one\nt first");
            assertThat(
                            fixture.hub()
                                    .git(
                                            fixture.hub().location(),
                                            "rev-parse",
                                            Fixture.ATTEMPT.ref()))
                    .isEqualTo(commit.value());
        }
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void no_change_is_the_start() throws Exception {
        var fixture = Fixture.make(folder);
        try (var workspace = fixture.open()) {
            assertThat(fixture.work(workspace, "echo nothing")).isEqualTo(fixture.hub().main());
        }
    }
}
