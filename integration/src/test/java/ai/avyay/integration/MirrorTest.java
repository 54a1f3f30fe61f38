package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The user's branch is moved forward only where that surprises nobody.
class MirrorTest extends HubFixture {

    private CommitId shipTo(String path) {
        return ship("api", agent -> agent.write(path, "shipped\n"));
    }

    private void assertMoved(CommitId shipped) {
        assertThat(integration.mirror()).isEmpty();
        assertThat(new CommitId(repositories.git("rev-parse", "main"))).isEqualTo(shipped);
        assertThat(new CommitId(repositories.git("rev-parse", "avyay/main"))).isEqualTo(shipped);
        assertThat(repositories.git("status", "--porcelain", "--untracked-files=no")).isEmpty();
        assertNothingLeft();
        assertThat(integration.mirror()).isEmpty();
    }

    private void assertNothingLeft() {
        var git = repositories.user().resolve(".git");
        assertThat(git)
                .isDirectoryNotContaining("glob:**/*.lock")
                .isDirectoryNotContaining("glob:**/avyay-index*");
        assertThat(repositories.hubFolder().resolve("checkout")).doesNotExist();
    }

    /// The branch stays, and so does every file; the branch `avyay/main` is there all the same.
    private void assertLeft(String... words) {
        var before = repositories.git("rev-parse", "main", "HEAD");
        var files = content();
        assertThat(integration.mirror().orElseThrow())
                .contains("main was left where it is")
                .contains("`git merge avyay/main`")
                .contains(words);
        assertThat(repositories.git("rev-parse", "main", "HEAD")).isEqualTo(before);
        assertThat(repositories.git("rev-parse", "avyay/main"))
                .isEqualTo(repositories.gitInHub("rev-parse", "avyay/main"));
        assertThat(content()).isEqualTo(files);
        assertThat(repositories.user().resolve(".git"))
                .isDirectoryNotContaining("glob:**/avyay-index*");
        assertThat(repositories.hubFolder().resolve("checkout")).doesNotExist();
    }

    private java.util.Map<String, String> content() {
        return WorkTreeBytes.of(repositories.user());
    }

    @Test
    void a_clean_checkout_moves_with_its_files_and_index() {
        repositories.commit("more", "dir/old", "1\n");
        repositories.commit("more", "turns", "1\n");
        integration.synchronize();
        assertMoved(
                ship(
                        "api",
                        agent -> {
                            agent.git("rm", "--quiet", "-r", "dir", "turns");
                            agent.write("README.md", "changed\n")
                                    .write("new/deep/file", "1\n")
                                    .write("dir", "now a file\n")
                                    .write("turns/below", "1\n");
                        }));
        assertThat(repositories.read("README.md")).isEqualTo("changed\n");
        assertThat(repositories.read("dir")).isEqualTo("now a file\n");
        assertThat(repositories.read("turns/below")).isEqualTo("1\n");
        assertThat(repositories.git("reflog", "-1", "--format=%gs", "main"))
                .isEqualTo("avyay: fast-forward");
    }

    @Test
    void untracked_and_ignored_files_elsewhere_do_not_matter() {
        repositories.commit("ignore", ".gitignore", "ignored\n");
        integration.synchronize();
        repositories.write("ignored", "mine\n");
        repositories.write("dir/untracked", "mine\n");
        assertMoved(shipTo("dir/file"));
        assertThat(repositories.read("ignored")).isEqualTo("mine\n");
        assertThat(repositories.read("dir/untracked")).isEqualTo("mine\n");
    }

    @Test
    void a_branch_that_is_not_checked_out_moves_alone() {
        repositories.git("switch", "--quiet", "-c", "other");
        repositories.write("README.md", "uncommitted\n");
        var shipped = shipTo("api");
        assertThat(integration.mirror()).isEmpty();
        assertThat(repositories.git("rev-parse", "main")).isEqualTo(shipped.value());
        assertThat(repositories.read("README.md")).isEqualTo("uncommitted\n");
        assertThat(repositories.user().resolve("api")).doesNotExist();
    }

    @Test
    void uncommitted_changes_keep_it() {
        shipTo("api");
        repositories.write("README.md", "mine\n");
        assertLeft("uncommitted changes in README.md");
        repositories.git("add", "README.md");
        assertLeft("uncommitted changes in README.md");
    }

    @Test
    void a_new_file_that_is_only_staged_keeps_it() {
        shipTo("api");
        repositories.write("staged", "mine\n");
        repositories.git("add", "staged");
        assertLeft("uncommitted changes in staged");
    }

    @Test
    void an_untracked_file_in_the_way_keeps_it() {
        shipTo("api");
        repositories.write("api", "mine\n");
        assertLeft("your file api is in the way");
    }

    @Test
    void an_ignored_file_in_the_way_keeps_it() {
        repositories.commit("ignore", ".gitignore", "out/\n*.log\n");
        integration.synchronize();
        shipTo("out/a.log");
        repositories.write("out/a.log", "mine\n");
        assertLeft("your file out/a.log is in the way");
    }

    @Test
    void an_untracked_folder_in_the_way_keeps_it() {
        shipTo("api");
        repositories.write("api/mine", "mine\n");
        assertLeft("your file api/mine is in the way");
    }

    @Test
    void an_untracked_file_below_a_folder_that_becomes_a_file_keeps_it() {
        repositories.commit("more", "dir/tracked", "1\n");
        integration.synchronize();
        ship(
                "api",
                agent -> {
                    agent.git("rm", "--quiet", "dir/tracked");
                    agent.write("dir", "file\n");
                });
        repositories.write("dir/mine", "mine\n");
        assertLeft("your file dir/mine is in the way");
    }

    @Test
    void a_link_out_of_the_work_tree_is_not_followed() throws IOException {
        shipTo("api/file");
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.createSymbolicLink(repositories.user().resolve("api"), outside);
        assertLeft("your file api is in the way");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void a_tracked_folder_replaced_by_a_link_is_not_followed() throws IOException {
        repositories.commit("more", "api/file", "1\n");
        integration.synchronize();
        shipTo("api/file");
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("file"), "1\n");
        Files.delete(repositories.user().resolve("api/file"));
        Files.delete(repositories.user().resolve("api"));
        Files.createSymbolicLink(repositories.user().resolve("api"), outside);
        assertLeft("uncommitted changes in api/file");
        assertThat(outside.resolve("file")).hasContent("1\n");
    }

    @Test
    void changes_that_git_was_told_to_overlook_keep_it() {
        for (var flag : new String[] {"assume-unchanged", "skip-worktree"}) {
            repositories.commit(flag, flag, "1\n");
            integration.synchronize();
            ship(flag, agent -> agent.write(flag, "shipped\n"));
            repositories.git("update-index", "--" + flag, flag);
            repositories.write(flag, "mine\n");
            assertLeft(flag);
            repositories.git("update-index", "--no-" + flag, flag);
            repositories.git("checkout", "--quiet", "--", flag);
            assertThat(integration.mirror()).isEmpty();
        }
    }

    @Test
    void something_unfinished_keeps_it() {
        repositories.git("switch", "--quiet", "-c", "other");
        repositories.commit("other", "README.md", "other\n");
        repositories.git("switch", "--quiet", "main");
        repositories.commit("mine", "README.md", "mine\n");
        integration.synchronize();
        shipTo("api");
        for (var begun :
                new String[] {
                    "merge other", "cherry-pick other", "rebase other", "bisect start main other"
                }) {
            Repositories.run(repositories.user(), begun.split(" ", -1));
            assertLeft("unfinished");
            var end =
                    begun.startsWith("bisect")
                            ? "bisect reset"
                            : begun.split(" ", -1)[0] + " --abort";
            repositories.git(end.split(" ", -1));
        }
    }

    @Test
    void a_lock_of_the_users_git_keeps_it() {
        shipTo("api");
        repositories.write(".git/index.lock", "");
        assertLeft("index.lock exists");
        assertThat(repositories.user().resolve(".git/index.lock")).hasContent("");
    }

    @Test
    void another_work_tree_keeps_it() {
        shipTo("api");
        repositories.git("switch", "--quiet", "-c", "other");
        repositories.git("worktree", "add", "--quiet", folder.resolve("linked").toString(), "main");
        assertLeft("checked out in", "linked");
    }

    @Test
    void a_sparse_checkout_keeps_it() {
        shipTo("api");
        repositories.git("sparse-checkout", "set", "docs");
        assertLeft("sparse");
    }

    @Test
    void submodules_keep_it() {
        var sub = Repositories.in(folder.resolve("sub"));
        repositories.git(
                "-c",
                "protocol.file.allow=always",
                "submodule",
                "--quiet",
                "add",
                sub.user().toString(),
                "sub");
        repositories.git("commit", "--quiet", "--message", "sub");
        integration.synchronize();
        shipTo("api");
        assertLeft("submodules");
    }

    @Test
    void it_works_from_a_linked_work_tree() {
        hub.close();
        repositories.git(
                "worktree", "add", "--quiet", "-b", "side", folder.resolve("side").toString());
        hub =
                BareHub.open(
                        HubSettings.of(folder.resolve("side"), folder.resolve("other.git")),
                        Repositories.ENVIRONMENT);
        integration = new GitIntegration(hub);
        shipTo("api");
        assertThat(integration.mirror()).isEmpty();
        assertThat(folder.resolve("side/api")).hasContent("shipped");
        assertThat(Repositories.gitIn(folder.resolve("side"), "status", "--porcelain")).isEmpty();
    }

    @Test
    void the_users_own_shipping_branch_is_never_overwritten() {
        repositories.git("switch", "--quiet", "-c", "avyay/main");
        var foreign = repositories.commit("mine", "mine", "1\n");
        repositories.git("switch", "--quiet", "main");
        shipTo("api");
        assertThat(integration.mirror().orElseThrow())
                .contains("not Avyay's", "git branch -m avyay/main");
        assertThat(repositories.git("rev-parse", "avyay/main")).isEqualTo(foreign.value());
    }

    @Test
    void a_shipping_branch_that_is_checked_out_is_left() {
        shipTo("one");
        assertThat(integration.mirror()).isEmpty();
        repositories.git("switch", "--quiet", "avyay/main");
        var before = repositories.head();
        ship("two", agent -> agent.write("two", "2\n"));
        assertThat(integration.mirror().orElseThrow())
                .contains("avyay/main was left where it is", "git switch main");
        assertThat(repositories.head()).isEqualTo(before);
    }

    @Test
    void commits_of_the_users_own_come_first() {
        shipTo("api");
        var mine = repositories.commit("mine", "mine", "1\n");
        assertThat(integration.mirror().orElseThrow()).contains("not on avyay/main yet");
        assertThat(repositories.head()).isEqualTo(mine);
        assertThat(repositories.git("rev-parse", "avyay/main"))
                .isEqualTo(repositories.gitInHub("rev-parse", "avyay/main"));
    }

    @Test
    void a_branch_ahead_of_the_shipping_branch_has_nothing_to_wait_for() {
        repositories.commit("mine", "mine", "1\n");
        assertThat(integration.mirror()).isEmpty();
    }

    @Test
    void line_endings_and_filters_of_the_user_are_respected() {
        repositories.git("config", "core.autocrlf", "true");
        repositories.git("config", "filter.shout.smudge", "tr a-z A-Z");
        repositories.git("config", "filter.shout.clean", "tr A-Z a-z");
        repositories.commit("attributes", ".gitattributes", "*.loud filter=shout\n");
        integration.synchronize();
        assertMoved(ship("api", agent -> agent.write("a.loud", "hello\n").write("text", "a\nb\n")));
        assertThat(repositories.read("a.loud")).isEqualTo("HELLO\r\n");
        assertThat(repositories.read("text")).isEqualTo("a\r\nb\r\n");
    }

    @Test
    void a_file_that_cannot_be_written_undoes_the_rest() throws IOException {
        repositories.commit("attributes", ".gitattributes", "*.bad filter=bad\n");
        repositories.commit("more", "a", "1\n");
        integration.synchronize();
        repositories.git("config", "filter.bad.smudge", "false");
        repositories.git("config", "filter.bad.required", "true");
        ship(
                "api",
                agent ->
                        agent.write("a", "2\n")
                                .write("b", "1\n")
                                .write("new/c.bad", "1\n")
                                .write("z", "1\n"));
        assertLeft("git says");
        assertNothingLeft();
        assertThat(repositories.git("status", "--porcelain", "--untracked-files=no")).isEmpty();
        repositories.git("config", "filter.bad.smudge", "cat");
        assertThat(integration.mirror()).isEmpty();
        assertThat(repositories.read("new/c.bad")).isEqualTo("1\n");
    }

    @Test
    void an_interrupt_waits_for_the_end() {
        var shipped = shipTo("api");
        Thread.currentThread().interrupt();
        var kept = integration.mirror();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(kept).isEmpty();
        assertThat(repositories.head()).isEqualTo(shipped);
    }
}
