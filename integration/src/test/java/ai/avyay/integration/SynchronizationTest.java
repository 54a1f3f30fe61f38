package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Integration.Synchronized;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the user commits becomes part of the shipping branch.
class SynchronizationTest extends HubFixture {

    private static Synchronized unchanged(CommitId tip) {
        return new Synchronized(tip, Optional.empty(), List.of());
    }

    private void assertKept(CommitId tip, String... words) {
        var found = integration.synchronize();
        assertThat(found.tip()).isEqualTo(tip);
        assertThat(found.merge()).isEmpty();
        assertThat(found.notices()).hasSize(1);
        assertThat(found.notices().getFirst()).contains(words);
        assertThat(repositories.inHub("avyay/main")).isEqualTo(tip);
    }

    @Test
    void with_nothing_new_nothing_happens() {
        assertThat(integration.synchronize()).isEqualTo(unchanged(repositories.head()));
        var shipped = ship("api", agent -> agent.write("api", "1\n"));
        assertThat(integration.synchronize()).isEqualTo(unchanged(shipped));
        assertThat(integration.mirror()).isEmpty();
        assertThat(integration.synchronize()).isEqualTo(unchanged(shipped));
    }

    @Test
    void new_commits_of_the_user_are_followed() {
        var mine = repositories.commit("mine", "mine", "1\n");
        assertThat(integration.synchronize()).isEqualTo(unchanged(mine));
        assertThat(repositories.inHub("avyay/main")).isEqualTo(mine);
    }

    @Test
    void beside_shipped_work_they_are_merged_and_checked_before_they_ship() {
        var shipped = ship("api", agent -> agent.write("api", "1\n"));
        var mine = repositories.commit("mine", "mine", "1\n");
        var found = integration.synchronize();
        assertThat(found.tip()).isEqualTo(shipped);
        assertThat(found.notices()).isEmpty();
        var merge = found.merge().orElseThrow();
        assertThat(merge.intent().onto()).isEqualTo(shipped);
        assertThat(merge.tree()).isEqualTo(hub.tree(merge.intent().candidate()).id());
        assertThat(hub.tree(merge.intent().candidate()).paths())
                .containsExactly("README.md", "api", "mine");
        assertThat(
                        repositories.gitInHub(
                                "log", "-1", "--format=%P|%s", merge.intent().candidate().value()))
                .isEqualTo(shipped + " " + mine + "|Merge main into avyay/main");
        assertThat(integration.synchronize()).isEqualTo(found);
        assertThat(integration.ship(merge.intent())).isTrue();
        assertThat(integration.synchronize()).isEqualTo(unchanged(merge.intent().candidate()));
        assertThat(integration.mirror()).isEmpty();
        assertThat(repositories.head()).isEqualTo(merge.intent().candidate());
        repositories.gitInHub("fsck", "--strict");
    }

    @Test
    void what_does_not_fit_is_said_with_what_to_type() {
        var shipped = ship("api", agent -> agent.write("README.md", "theirs\n"));
        repositories.commit("mine", "README.md", "mine\n");
        assertKept(shipped, "README.md", "`git merge avyay/main`");
        assertThat(integration.mirror()).isPresent();
        assertThat(Repositories.run(repositories.user(), "merge", "avyay/main").exit())
                .isEqualTo(1);
        repositories.write("README.md", "both\n");
        repositories.git("commit", "--quiet", "--all", "--message", "both");
        assertThat(integration.synchronize()).isEqualTo(unchanged(repositories.head()));
    }

    @Test
    void a_commit_taken_back_is_not_followed_until_the_user_says_how() {
        var first = repositories.head();
        var shipped = ship("api", agent -> agent.write("api", "1\n"));
        assertThat(integration.mirror()).isEmpty();
        repositories.git("reset", "--quiet", "--hard", first.value());
        assertKept(shipped, "moved back or rewritten", "`git merge avyay/main`");
        assertThat(integration.mirror().orElseThrow()).contains("moved back or rewritten");
        assertThat(repositories.head()).isEqualTo(first);
        repositories.git("merge", "--quiet", "avyay/main");
        repositories.git("revert", "--no-edit", "HEAD");
        assertThat(integration.synchronize()).isEqualTo(unchanged(repositories.head()));
        assertThat(integration.mirror()).isEmpty();
    }

    @Test
    void an_amended_commit_that_was_taken_in_is_not_followed() {
        var mine = repositories.commit("mine", "mine", "1\n");
        integration.synchronize();
        repositories.write("mine", "2\n");
        repositories.git("commit", "--quiet", "--all", "--amend", "--message", "better");
        assertKept(mine, "moved back or rewritten");
    }

    @Test
    void an_amended_commit_that_was_never_taken_in_is() {
        ship("api", agent -> agent.write("api", "1\n"));
        repositories.commit("mine", "api", "mine\n");
        assertThat(integration.synchronize().notices()).hasSize(1);
        repositories.git("reset", "--quiet", "--hard", "HEAD^");
        repositories.commit("mine", "other", "mine\n");
        assertThat(integration.synchronize().merge()).isPresent();
    }

    @Test
    void a_branch_that_is_gone_is_said() {
        repositories.git("switch", "--quiet", "-c", "other");
        var tip = repositories.head();
        repositories.git("branch", "-D", "main");
        assertKept(tip, "main is gone", "`git branch main avyay/main`");
    }

    @Test
    void a_repository_that_cannot_be_read_is_said() throws IOException {
        var tip = repositories.head();
        Files.move(repositories.user().resolve(".git"), folder.resolve("moved"));
        var found = integration.synchronize();
        assertThat(found.notices()).hasSize(1);
        assertThat(found.tip()).isEqualTo(tip);
        assertThat(integration.mirror()).isPresent();
    }

    @Test
    void history_of_another_origin_is_left_out() {
        var shipped = ship("api", agent -> agent.write("api", "1\n"));
        repositories.git("switch", "--quiet", "--orphan", "other");
        repositories.commit("other", "other", "1\n");
        repositories.git("branch", "--force", "main", "other");
        assertKept(shipped, "moved back or rewritten");
    }

    @Test
    void the_users_malformed_history_is_the_users() {
        var raw = new RawObjects(Workshop.open(hub, repositories.head(), folder.resolve("odd")));
        var tree = raw.tree("0100644", "README.md", raw.blob("hello\n"));
        var commit = raw.commit(tree, repositories.head().value());
        raw.workshop().git("branch", "odd", commit);
        repositories.git("fetch", "--quiet", folder.resolve("odd").toString(), "odd");
        repositories.git("merge", "--quiet", "--ff-only", commit);
        assertThat(integration.synchronize().tip().value()).isEqualTo(commit);
    }
}
