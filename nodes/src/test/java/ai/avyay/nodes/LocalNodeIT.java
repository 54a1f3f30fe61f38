package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.WorkspaceOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workspaces as folders: made whole or not at all, and removed, they and nothing else.
class LocalNodeIT {
    @TempDir Path folder;

    private Fixture fixture;
    private Path cache;

    @BeforeEach
    void make() {
        fixture = Fixture.make(folder);
        cache = folder.resolve("cache");
    }

    @Test
    void a_commit_that_does_not_exist_leaves_nothing_behind() {
        var order = new WorkspaceOrder(Fixture.ATTEMPT, "agent", new CommitId("0".repeat(40)));
        assertThatThrownBy(() -> fixture.node().open(order))
                .isInstanceOf(NodeException.class)
                .hasMessageContaining(
                        "local: no workspace could be made for build-api (attempt 1)");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void workspaces_of_one_attempt_do_not_meet() throws Exception {
        var first = fixture.open("a check");
        var second = fixture.open("a check");
        try (first;
                second) {
            first.run(fixture.script("touch mine"));
            second.run(fixture.script("ls"));
            assertThat(fixture.said()).doesNotContain("mine");
        }
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void closing_follows_no_link_and_needs_no_permission() throws Exception {
        var outside =
                Files.writeString(
                        Files.createDirectory(folder.resolve("outside")).resolve("file"), "keep");
        var workspace = fixture.open();
        workspace.run(
                fixture.script(
                        "ln -s %s link; mkdir -p a/b ~/c; touch a/b/f ~/c/f; chmod 0 a/b/f a/b ~/c; chmod 500 a; chmod 0 ."
                                .formatted(outside.getParent())));
        workspace.close();
        assertThat(outside).hasContent("keep");
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void folders_nested_deeper_than_a_path_may_be_long_are_removed() throws Exception {
        var workspace = fixture.open();
        assertThat(
                        workspace.run(
                                fixture.script(
                                        "cd /tmp; ln -s / .removal; i=0; while [ $i -lt 300 ]; do n=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa;"
                                                + " mkdir $n && cd -P $n || exit 9; i=$((i+1)); done; touch bottom")))
                .isEqualTo(new Exit.Exited(0));
        assertThat(workspace.run(fixture.script("ls -A /tmp"))).isEqualTo(new Exit.Exited(0));
        assertThat(fixture.said()).isEmpty();
        workspace.run(
                fixture.script(
                        "i=0; while [ $i -lt 300 ]; do mkdir deep-folder-with-a-long-name && cd -P deep-folder-with-a-long-name; i=$((i+1)); done"));
        workspace.close();
        assertThat(cache).isEmptyDirectory();
    }

    @Test
    void a_sweep_spares_the_living_other_nodes_and_what_we_did_not_make() throws Exception {
        var other =
                new LocalNode(
                        "other",
                        fixture.hub(),
                        cache,
                        Sandbox.detect(Optional.empty()),
                        WorkspaceLimits.USUAL);
        var living = new AttemptRef(new TaskId("living"), 2);
        var kept = fixture.node().open(new WorkspaceOrder(living, "agent", fixture.hub().main()));
        var foreign =
                other.open(new WorkspaceOrder(Fixture.ATTEMPT, "agent", fixture.hub().main()));
        fixture.open();
        var mine = Files.createDirectories(cache.resolve("build-api/1/notes"));
        Files.writeString(mine.resolve("file"), "keep");
        Files.createSymbolicLink(cache.resolve("build-api/1/link"), mine);

        fixture.node().sweep(Set.of(living));

        assertThat(names(cache.resolve("living/2"))).containsExactly("agent");
        assertThat(names(cache.resolve("build-api/1")))
                .containsExactlyInAnyOrder("agent", "notes", "link");
        assertThat(mine.resolve("file")).hasContent("keep");
        other.sweep(Set.of());
        assertThat(names(cache.resolve("build-api/1"))).containsExactlyInAnyOrder("notes", "link");
        foreign.close();
        kept.close();
        assertThat(cache.resolve("living")).doesNotExist();
    }

    @Test
    void reports_are_copied_without_following_links_and_within_the_limit() throws Exception {
        var secret = Files.writeString(folder.resolve("secret.xml"), "secret");
        var into = folder.resolve("reports");
        try (var workspace = fixture.open()) {
            workspace.run(
                    fixture.script(
                            "mkdir -p target/reports sub/target/reports big; echo 1 > target/reports/a.xml;"
                                    + " echo 2 > sub/target/reports/b.xml; ln -s %s target/reports/c.xml; ln -s / root;"
                                            .formatted(secret)
                                    + " head -c 5000 /dev/zero > big/d.xml; echo 3 > a.txt; mkfifo target/reports/e.xml"));
            workspace.fetch(
                    List.of(
                            "**/target/reports/*.xml",
                            "big/*.xml",
                            "root/**",
                            "../**",
                            "root" + secret),
                    into,
                    1000);
        }
        try (var files = Files.walk(into)) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .map(file -> into.relativize(file).toString()))
                    .containsExactlyInAnyOrder("target/reports/a.xml", "sub/target/reports/b.xml");
        }
    }

    @Test
    void a_report_does_not_bring_its_permissions_along() throws Exception {
        var into = folder.resolve("reports");
        try (var workspace = fixture.open()) {
            workspace.run(fixture.script("cp /bin/true a.xml; chmod 6777 a.xml"));
            workspace.fetch(List.of("*.xml"), into, 1 << 20);
        }
        assertThat((int) Files.getAttribute(into.resolve("a.xml"), "unix:mode") & 07111).isZero();
    }

    @Test
    void a_run_that_fails_on_a_full_disk_is_nobodys_fault() throws Exception {
        var limits =
                new WorkspaceLimits(
                        1L << 30, 1_000_000, 1 << 20, Long.MAX_VALUE, Duration.ofSeconds(1));
        var full =
                Fixture.make(
                        Files.createDirectory(folder.resolve("full")),
                        Sandbox.detect(Optional.empty()),
                        limits);
        try (var workspace = full.open()) {
            assertThat(workspace.run(full.script("exit 0"))).isEqualTo(new Exit.Exited(0));
            assertThatThrownBy(() -> workspace.run(full.script("exit 1")))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("is full, make room there");
        }
    }

    @Test
    void without_a_sandbox_it_works_too_and_says_what_is_not_contained() throws Exception {
        var bare =
                Fixture.make(
                        Files.createDirectory(folder.resolve("bare")), new Unconfined("a test"));
        assertThat(bare.node().uncontained()).anyMatch(line -> line.contains("keys"));
        try (var workspace = bare.open()) {
            var exit = workspace.run(bare.script("pwd; echo $HOME; echo x > x; exit 4"));
            assertThat(exit).isEqualTo(new Exit.Exited(4));
            assertThat(bare.said())
                    .isEqualTo(
                            "%s\n%s\n"
                                    .formatted(
                                            bare.tree("agent"),
                                            bare.tree("agent").resolveSibling("home")));
            assertThat(bare.hub().show(workspace.collect(bare.collection()), "x")).isEqualTo("x");
        }
    }

    private static List<String> names(Path folder) throws Exception {
        try (var entries = Files.list(folder)) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }
}
