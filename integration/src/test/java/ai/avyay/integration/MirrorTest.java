package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// The user's branch is moved forward only where that surprises nobody.
class MirrorTest extends MirrorFixture {
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
