package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the user is doing with git keeps the branch where it is.
class BranchLeftTest extends MirrorFixture {
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
}
