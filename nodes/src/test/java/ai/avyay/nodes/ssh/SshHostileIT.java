package ai.avyay.nodes.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Execution.Bounds;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Execution.Network;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Programs on a node that turn their workspace against us.
@Timeout(120)
class SshHostileIT {
    @TempDir Path folder;

    private SshFixture fixture;
    private Workspace workspace;

    /// A file that exists only if something of the workspace was executed outside of its run.
    private Path canary;

    @BeforeEach
    void open() throws Exception {
        fixture = SshFixture.make(folder);
        workspace = fixture.open();
        canary = folder.resolve("canary");
    }

    @AfterEach
    void close() {
        workspace.close();
        assertThat(canary).doesNotExist();
        fixture.node().sweep(Set.of());
        assertThat(fixture.cache().resolve("build-api")).doesNotExist();
        fixture.close();
    }

    private CommitId work(String script, String... deliverables) throws InterruptedException {
        assertThat(workspace.run(fixture.script(script))).isEqualTo(new Exit.Exited(0));
        return workspace.collect(fixture.collection(deliverables));
    }

    private void refused(String script, String reason) {
        assertThatThrownBy(() -> work(script))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining("refused")
                .hasMessageContaining(reason);
    }

    @Test
    void programs_named_by_the_configuration_do_not_run() throws Exception {
        var plant =
                """
                run="sh -c 'touch %s; cat'"
                git config core.fsmonitor "$run"; git config filter.evil.clean "$run"; git config filter.evil.smudge "$run"
                git config filter.evil.process "$run"; git config diff.external "$run"; git config core.sshCommand "$run"
                git config core.hooksPath /avyay/workspace/hooks; git config gpg.program "$run"; git config commit.gpgSign true
                git config extensions.partialClone evil; git config remote.evil.url "ext::$run"; git config protocol.ext.allow always
                mkdir hooks; for h in pre-commit post-commit reference-transaction post-index-change; do
                    printf '#!/bin/sh\\ntouch %s\\n' > hooks/$h; chmod +x hooks/$h; cp hooks/$h .git/hooks/ 2>/dev/null; done
                echo '* filter=evil' > .gitattributes
                echo new > new
                """
                        .formatted(canary, canary);
        assertThat(fixture.hub().show(work(plant), "new")).isEqualTo("new");
    }

    @Test
    void objects_of_others_on_the_node_are_not_handed_out() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "work of another attempt");
        var cache = fixture.cache().resolve("cache.git");
        var blob = fixture.hub().git(cache, "hash-object", "-w", secret.toString());
        refused(
                "mkdir -p .git/objects/info; echo \"%s/objects\" > .git/objects/info/alternates; "
                                .formatted(cache)
                        + "tree=$(printf '100644 blob %s\\tstolen\\n' | git mktree --missing); "
                                .formatted(blob)
                        + "git update-ref HEAD $(git commit-tree -p HEAD -m steal $tree)",
                "");
        assertThatThrownBy(
                        () -> fixture.hub().git(fixture.hub().location(), "cat-file", "-e", blob))
                .isInstanceOf(NodeException.class);
    }

    @Test
    void no_inode_of_the_cache_is_in_the_clone() throws Exception {
        try (var objects = Files.walk(fixture.place("agent").resolve("tree/.git"))) {
            assertThat(objects.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1));
        }
        assertThat(fixture.place("agent").resolve("tree/.git/objects/info/alternates"))
                .doesNotExist();
    }

    @Test
    void what_is_no_work_on_the_start_is_refused() {
        refused("git checkout -q --orphan new; git commit -qm alone", "does not descend");
        refused("mv .git ~/git; ln -s ~/git .git", ".git of the workspace");
    }

    @Test
    void a_repository_inside_of_the_tree_is_plain_files_and_unreadable_ones_come_along()
            throws Exception {
        var commit =
                work(
                        "git init -q with; echo a > with/a; mkdir file; echo 'gitdir: x' > file/.git; echo c > file/c;"
                                + " mkdir shut; echo s > shut/s; chmod 0 shut/s shut; ln -s /etc etc; mkfifo pipe;"
                                + " printf '*.log\\n' > .gitignore; echo l > l.log; echo o > o.log; echo x > '-x y'",
                        "l.log",
                        "none",
                        "../escape",
                        "etc/passwd");
        assertThat(fixture.hub().paths(commit))
                .contains("with/a", "file/c", "shut/s", "etc", "l.log", "-x y")
                .doesNotContain("o.log", "etc/passwd", "pipe");
    }

    @Test
    void files_are_fetched_without_following_links_and_within_the_limit() throws Exception {
        var secret = Files.writeString(folder.resolve("secret.xml"), "secret");
        workspace.run(
                fixture.script(
                        "mkdir -p out 'sub/a b'; echo 1 > out/a.xml; echo 2 > 'sub/a b/b.xml'; ln -s %s out/c.xml;"
                                        .formatted(secret)
                                + " ln -s / root; head -c 5000 /dev/zero > out/d.xml; mkfifo out/e.xml"));
        var into = folder.resolve("reports");
        workspace.fetch(List.of("out/*.xml", "sub/**", "root/**", "../**"), into, 1000);
        try (var files = Files.walk(into)) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> into.relativize(file).toString()))
                    .containsExactlyInAnyOrder("out/a.xml", "sub/a b/b.xml");
        }
    }

    @Test
    void a_flood_of_output_does_not_fill_a_disk() throws Exception {
        var bounds = new Bounds(Duration.ofSeconds(60), Duration.ZERO, 1 << 20);
        assertThat(
                        workspace.run(
                                fixture.script(
                                        "echo first; head -c 50000000 /dev/zero; echo last",
                                        bounds)))
                .isEqualTo(new Exit.Exited(0));
        assertThat(Files.size(fixture.log())).isLessThan((1 << 20) + 1000);
        assertThat(fixture.said())
                .startsWith("first\n")
                .endsWith("last\n")
                .contains("output was dropped here");
    }

    @Test
    void silence_is_neither_output_nor_a_changed_file() throws Exception {
        var bounds = new Bounds(Duration.ofSeconds(60), Duration.ofSeconds(2), 1 << 20);
        assertThat(workspace.run(fixture.script("sleep 600", bounds)))
                .isEqualTo(new Exit.Silent(bounds.silence()));
        assertThat(
                        workspace.run(
                                fixture.script(
                                        "for i in 1 2 3 4 5 6; do echo $i > $i; sleep 1; done",
                                        bounds)))
                .isEqualTo(new Exit.Exited(0));
    }

    @Test
    void a_program_sees_what_it_is_given_and_nobody_else_does() throws Exception {
        var brief = Files.createDirectories(folder.resolve("state/attempts/brief"));
        Files.writeString(brief.resolve("prompt.md"), "it's ä \\0101 %s\n");
        var awkward = "va'l\"ue $HOME `id` \\ \u00e4\n2";
        var execution =
                new Execution(
                        List.of(
                                "/bin/sh",
                                "-c",
                                "cat '%s/prompt.md' ~/given; printf '%%s' \"$AWKWARD\"; ls /; ps -A -o args; id -u"
                                        .formatted(brief)),
                        Map.of("AWKWARD", awkward, "AVYAY_GENERATION", "7"),
                        new Surroundings(
                                Network.NONE,
                                List.of(brief, Path.of("/nonexistent/program")),
                                List.of(new HomeFile.Written("given", "gi'ven\n")),
                                List.of()),
                        SshFixture.BOUNDS,
                        fixture.log());
        assertThat(workspace.run(execution)).isEqualTo(new Exit.Exited(0));
        assertThat(Files.readString(fixture.log()))
                .startsWith("it's ä \\0101 %s\ngi'ven\n" + awkward)
                .doesNotContain("sshd", "root\n", "launch");
        try (var run = Files.list(fixture.place("agent").resolve("run/1"))) {
            assertThat(run.map(file -> file.getFileName().toString())).doesNotContain("launch");
        }
    }

    @Test
    void what_cannot_be_started_is_said() throws Exception {
        var missing =
                new Execution(
                        List.of("no-such-program"),
                        Map.of(),
                        Surroundings.NONE,
                        SshFixture.BOUNDS,
                        fixture.log());
        assertThat(workspace.run(missing))
                .isEqualTo(
                        new Exit.NotStarted(
                                "there is no program 'no-such-program' in the sandbox on mbp3"));
        var login =
                new Execution(
                        List.of("true"),
                        Map.of(),
                        new Surroundings(
                                Network.NONE,
                                List.of(),
                                List.of(new HomeFile.Shared(".login", Path.of("/ours/.login"))),
                                List.of()),
                        SshFixture.BOUNDS,
                        fixture.log());
        assertThat(workspace.run(login))
                .isEqualTo(
                        new Exit.NotStarted("mbp3: ~/.login is not there: log in on that machine"));
    }
}
