package ai.avyay.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Collecting from a workspace in which git itself has been turned against the engine.
class CollectionIT {
    @TempDir Path folder;

    private Fixture fixture;
    private Workspace workspace;

    /// A file that exists only if something of the workspace was executed outside of a sandbox.
    private Path canary;

    @BeforeEach
    void open() throws InterruptedException {
        fixture = Fixture.make(folder);
        workspace = fixture.open();
        canary = folder.resolve("canary");
    }

    @AfterEach
    void close() {
        workspace.close();
        assertThat(canary).doesNotExist();
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    private void refused(String script, String reason) {
        assertThatThrownBy(() -> fixture.work(workspace, script))
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
                git config uploadpack.packObjectsHook "$run"; git config core.alternateRefsCommand "$run"
                git config extensions.partialClone evil; git config remote.evil.url "ext::$run"; git config protocol.ext.allow always
                mkdir hooks; for h in pre-commit post-commit reference-transaction post-index-change; do
                    printf '#!/bin/sh\\ntouch %s\\n' > hooks/$h; chmod +x hooks/$h; cp hooks/$h .git/hooks/ 2>/dev/null; done
                echo '* filter=evil' > .gitattributes
                echo new > new
                """
                        .formatted(canary, canary);
        var commit = fixture.work(workspace, plant);
        assertThat(fixture.hub().show(commit, "new")).isEqualTo("new");
        assertThat(fixture.hub().show(commit, ".gitattributes")).isEqualTo("* filter=evil");
    }

    @Test
    void alternates_do_not_reach_the_hub() throws Exception {
        var location = fixture.hub().location();
        var secret = Files.writeString(folder.resolve("secret"), "work of another attempt");
        var blob = fixture.hub().git(location, "hash-object", "-w", secret.toString());
        refused(
                "echo %s/objects > .git/objects/info/alternates; ".formatted(location)
                        + "tree=$(printf '100644 blob %s\\tstolen\\n' | git mktree --missing); "
                                .formatted(blob)
                        + "git update-ref HEAD $(git commit-tree -p HEAD -m steal $tree)",
                blob);
    }

    @Test
    void no_inode_of_the_hub_is_in_the_clone() throws Exception {
        try (var objects = Files.walk(fixture.tree("agent").resolve(".git"))) {
            assertThat(objects.filter(Files::isRegularFile))
                    .isNotEmpty()
                    .allSatisfy(file ->
                            assertThat(Files.getAttribute(file, "unix:nlink")).isEqualTo(1));
        }
        assertThat(fixture.tree("agent").resolve(".git/objects/info/alternates")).doesNotExist();
        workspace.run(
                fixture.script(
                        "git remote; git config --list | grep -c url; chmod -R u+w .git; find .git/objects -type f -exec sh -c ': > $1' sh {} \\;"));
        assertThat(fixture.said()).isEqualTo("0\n");
        assertThat(fixture.hub().git(fixture.hub().location(), "fsck", "--full")).isEmpty();
        refused("true", "");
    }

    @Test
    void only_what_the_commit_leads_to_is_in_the_clone() throws Exception {
        var other =
                fixture.hub()
                        .git(fixture.hub().location(), "commit-tree", "-m", "other", "main^{tree}");
        fixture.hub().git(fixture.hub().location(), "update-ref", "refs/attempts/other/1", other);
        try (var second = fixture.open("second")) {
            assertThat(second.run(fixture.script("git cat-file -e " + other)))
                    .isNotEqualTo(new Exit.Exited(0));
            assertThat(second.run(fixture.script("git fsck --strict && git for-each-ref")))
                    .isEqualTo(new Exit.Exited(0));
            assertThat(fixture.said())
                    .contains("refs/heads/avyay/build-api/1")
                    .doesNotContain("refs/attempts");
        }
    }

    @Test
    void a_commit_that_does_not_descend_from_the_start_is_refused() {
        refused("git checkout -q --orphan new; git commit -qm alone", "does not descend");
    }

    @Test
    void a_pretended_descent_is_refused() {
        refused(
                "alone=$(git commit-tree -m alone HEAD^{tree}); git replace --graft $alone HEAD; git reset -q --hard $alone;"
                        + " echo \"$alone $(git rev-parse avyay/build-api/1)\" > .git/info/grafts; echo $alone > .git/shallow",
                "does not descend");
    }

    @Test
    void work_on_another_branch_is_found() throws Exception {
        var commit =
                fixture.work(
                        workspace,
                        "git checkout -qb elsewhere; echo x > x; git add x; git commit -qm x; git checkout -q --detach");
        assertThat(fixture.hub().show(commit, "x")).isEqualTo("x");
    }

    @Test
    void a_git_folder_that_was_replaced_is_refused() {
        refused("mv .git ~/git; ln -s ~/git .git", ".git of the workspace");
        refused("rm .git; echo 'gitdir: /avyay/home/git' > .git", ".git of the workspace");
        refused("rm .git", ".git of the workspace");
    }

    @Test
    void a_head_that_leads_nowhere_is_refused() {
        refused("echo 'ref: refs/heads/none' > .git/HEAD", "leads to no commit");
        refused("echo $(seq -s '' 1000) > .git/HEAD", "leads to no commit");
    }

    @Test
    void links_stay_links() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "secret");
        var commit =
                fixture.work(
                        workspace,
                        "ln -s %s out; ln -s / root; rm -r src; ln -s /usr src".formatted(secret));
        assertThat(fixture.hub().show(commit, "out")).isEqualTo(secret.toString());
        assertThat(
                        fixture.hub()
                                .git(
                                        fixture.hub().location(),
                                        "ls-tree",
                                        commit.value(),
                                        "out",
                                        "root",
                                        "src")
                                .lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("120000"));
    }

    @Test
    void a_repository_inside_of_the_tree_is_plain_files() throws Exception {
        var commit =
                fixture.work(
                        workspace,
                        "git init -q with; echo a > with/a; git -C with add a; git -C with commit -qm a;"
                                + " git init -q without; echo b > without/b; mkdir file; echo c > file/c;"
                                + " echo 'gitdir: /avyay/workspace/.git' > file/.git; ln -s ../.git src/.git");
        assertThat(fixture.hub().paths(commit))
                .contains("with/a", "without/b", "file/c", "src/Main.txt");
        assertThat(fixture.hub().git(fixture.hub().location(), "ls-tree", "-r", commit.value()))
                .doesNotContain("160000");
    }

    @Test
    void ignored_files_come_along_only_if_they_are_deliverables() throws Exception {
        workspace.run(
                fixture.script(
                        "echo a > a.log; echo b > b.log; mkdir out; echo c > out/c.log; ln -s /etc etc"));
        var commit =
                workspace.collect(
                        fixture.collection(
                                "b.log", "out", "none.log", "../escape", "etc/passwd", ".git"));
        assertThat(fixture.hub().paths(commit))
                .contains("b.log", "out/c.log", "etc")
                .doesNotContain("a.log", "etc/passwd");
    }

    @Test
    void an_ignored_file_that_the_agent_committed_stays() throws Exception {
        var commit =
                fixture.work(
                        workspace,
                        "echo a > a.log; git add -f a.log; git commit -qm a; echo b > b");
        assertThat(fixture.hub().paths(commit)).contains("a.log", "b");
    }

    @Test
    void files_that_were_made_unreadable_come_along() throws Exception {
        var commit =
                fixture.work(
                        workspace, "mkdir shut; echo a > shut/a; chmod 0 shut/a shut src README");
        assertThat(fixture.hub().paths(commit)).contains("shut/a", "src/Main.txt", "README");
    }

    @Test
    void hidden_changes_are_seen() throws Exception {
        var commit =
                fixture.work(
                        workspace,
                        "git update-index --assume-unchanged README; git update-index --skip-worktree src/Main.txt;"
                                + " t=$(stat -c %Y README); echo RE@D > README; touch -d @$t README; echo changed > src/Main.txt;"
                                + " echo '*' > .git/info/exclude; echo new > new");
        assertThat(fixture.hub().show(commit, "src/Main.txt")).isEqualTo("changed");
        assertThat(fixture.hub().show(commit, "README")).isEqualTo("RE@D");
        assertThat(fixture.hub().show(commit, "new")).isEqualTo("new");
    }

    @Test
    void pipes_and_sockets_are_left_out() throws Exception {
        var commit = fixture.work(workspace, "mkfifo pipe; echo x > x");
        assertThat(fixture.hub().paths(commit)).contains("x").doesNotContain("pipe");
    }

    @Test
    void a_result_that_is_too_large_is_refused() throws Exception {
        var limits = new WorkspaceLimits(1L << 30, 1_000_000, 100_000, 0, Duration.ofSeconds(1));
        var small =
                new LocalNode(
                        "small",
                        fixture.hub(),
                        folder.resolve("cache"),
                        Sandbox.detect(Optional.empty()),
                        limits);
        try (var narrow =
                small.open(new WorkspaceOrder(Fixture.ATTEMPT, "narrow", fixture.hub().main()))) {
            narrow.run(fixture.script("head -c 300000 /dev/urandom > big"));
            assertThatThrownBy(() -> narrow.collect(fixture.collection()))
                    .isInstanceOf(NodeException.class)
                    .hasMessageContaining("larger than 100000 bytes");
        }
    }

    @Test
    void it_can_be_collected_again() throws Exception {
        fixture.work(workspace, "echo a > a");
        var again = fixture.work(workspace, "echo b > b");
        assertThat(fixture.hub().paths(again)).contains("a", "b");
    }
}
