package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.Execution.Layer;
import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Execution.Writes;
import ai.avyay.engine.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a program can do to a folder that was lent to it.
class LayerIT {
    @TempDir private Path folder;
    private Path cache;

    @BeforeEach
    void fill() throws IOException {
        cache = Files.createDirectories(folder.resolve("store"));
        Files.writeString(cache.resolve("a.jar"), "good");
        Files.createDirectories(cache.resolve("org/acme"));
        Files.writeString(cache.resolve("org/acme/b.jar"), "good");
        Files.createSymbolicLink(cache.resolve("latest"), Path.of("org/acme"));
    }

    private static Surroundings lent(Path base, Writes writes) {
        return new Surroundings(
                Network.NONE,
                List.of(),
                List.of(),
                List.of(new Layer(base, ".m2/repository", writes)));
    }

    @Test
    void a_hostile_program_cannot_poison_the_next_one() throws Exception {
        var fixture = Fixture.make(folder);
        var attack =
                """
                cd ~/.m2/repository
                echo evil > a.jar; echo evil > org/acme/b.jar; echo evil > latest/c.jar
                rm -rf org; mkdir -p org/acme; echo evil > org/acme/b.jar
                ln -sf /etc/passwd a.jar; chmod -R 000 . ; chattr +i . ; mount -o remount,rw .
                true
                """;
        try (var first = fixture.open("check-first")) {
            assertThat(first.run(fixture.script(attack, lent(cache, Writes.THROWN_AWAY))))
                    .isEqualTo(new Exit.Exited(0));
        }
        try (var second = fixture.open("check-second")) {
            second.run(
                    fixture.script(
                            "cd ~/.m2/repository; find . | sort; cat a.jar latest/b.jar",
                            lent(cache, Writes.THROWN_AWAY)));
        }
        assertThat(fixture.said())
                .isEqualTo(".\n./a.jar\n./latest\n./org\n./org/acme\n./org/acme/b.jar\ngoodgood");
        assertThat(cache.resolve("a.jar")).isRegularFile().hasContent("good");
        assertThat(cache.resolve("org/acme/c.jar")).doesNotExist();
    }

    @Test
    void writes_are_thrown_away_with_each_run() throws Exception {
        var fixture = Fixture.make(folder);
        var own = Files.createDirectories(folder.resolve("cache of mvn"));
        Files.writeString(own.resolve("a.jar"), "jar");
        var script = "cd ~/.m2/repository; ls; echo x > b.jar; echo y >> a.jar; cat a.jar b.jar";
        try (var workspace = fixture.open()) {
            for (var again = 0; again < 2; again++) {
                assertThat(workspace.run(fixture.script(script, lent(own, Writes.THROWN_AWAY))))
                        .isEqualTo(new Exit.Exited(0));
                assertThat(fixture.said()).isEqualTo("a.jar\njary\nx\n");
            }
        }
        assertThat(own.resolve("a.jar")).hasContent("jar");
        assertThat(own.resolve("b.jar")).doesNotExist();
    }

    @Test
    void one_whose_path_the_kernel_cannot_take_is_copied() throws Exception {
        var fixture = Fixture.make(folder);
        var own = Files.createDirectories(folder.resolve("a,b:c"));
        Files.writeString(own.resolve("a.jar"), "jar");
        var layers =
                new Surroundings(
                        Network.NONE,
                        List.of(),
                        List.of(),
                        List.of(new Layer(own, "/avyay/cache")));
        assertThat(fixture.output("cat /avyay/cache/a.jar; echo x > /avyay/cache/a.jar", layers))
                .isEqualTo("jar");
        assertThat(own.resolve("a.jar")).hasContent("jar");
    }

    @Test
    void neither_does_one_that_is_not_contained_as_long_as_it_stays_in_its_home() throws Exception {
        var fixture = Fixture.make(folder, new Unconfined("for a test"));
        try (var workspace = fixture.open()) {
            var lent = lent(cache, Writes.THROWN_AWAY);
            workspace.run(fixture.script("cd ~/.m2/repository; echo evil > a.jar", lent));
            workspace.run(fixture.script("cat ~/.m2/repository/latest/../../a.jar", lent));
        }
        assertThat(fixture.said()).isEqualTo("good");
        assertThat(cache.resolve("a.jar")).hasContent("good");
    }

    @Test
    void a_folder_that_is_not_there_is_seen_empty() throws Exception {
        var fixture = Fixture.make(folder);
        var lent = lent(folder.resolve("never made"), Writes.THROWN_AWAY);
        assertThat(fixture.output("cd ~/.m2/repository; ls -A; echo x > y; cat y", lent))
                .isEqualTo("x\n");
        assertThat(folder.resolve("never made")).doesNotExist();
    }

    @Test
    void what_is_written_to_a_kept_one_stays() throws Exception {
        var fixture = Fixture.make(folder);
        try (var workspace = fixture.open()) {
            workspace.run(
                    fixture.script("echo more > ~/.m2/repository/c.jar", lent(cache, Writes.KEPT)));
        }
        assertThat(cache.resolve("c.jar")).hasContent("more");
    }

    @Test
    void a_kept_one_needs_no_sandbox() throws Exception {
        var fixture = Fixture.make(folder, new Unconfined("for a test"));
        try (var workspace = fixture.open()) {
            for (var again = 0; again < 2; again++) {
                assertThat(
                                workspace.run(
                                        fixture.script(
                                                "echo more >> ~/.m2/repository/c.jar",
                                                lent(cache, Writes.KEPT))))
                        .isEqualTo(new Exit.Exited(0));
            }
        }
        assertThat(cache.resolve("c.jar")).hasContent("more\nmore");
    }
}
