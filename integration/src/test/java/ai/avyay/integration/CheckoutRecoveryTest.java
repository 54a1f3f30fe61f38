package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A fast-forward of the checkout that died half way is finished or undone, and no byte of the
/// user's is lost.
class CheckoutRecoveryTest extends HubFixture {
    private CommitId from;
    private CommitId to;
    private Path git;

    @BeforeEach
    void shipped() {
        repositories.commit("more", "changed", "old content\n");
        repositories.commit("more", "removed", "old\n");
        repositories.commit("more", "dir/kept", "old\n");
        from = integration.synchronize().tip();
        to =
                ship(
                        "api",
                        agent -> {
                            agent.git("rm", "--quiet", "removed");
                            agent.write("changed", "new content\n")
                                    .write("added/deep", "new and added\n")
                                    .write("dir/kept", "new\n");
                        });
        git = repositories.user().resolve(".git");
    }

    private CheckoutNote died() throws IOException {
        var note = new CheckoutNote(repositories.user(), "token", from, to, Optional.empty());
        note.write(repositories.hubFolder().resolve("checkout"));
        assertThat(IndexLock.of(git, "token").take()).isTrue();
        Files.copy(git.resolve("index"), git.resolve("avyay-index"));
        Files.writeString(git.resolve("avyay-index.lock"), "half");
        repositories.gitInHub("update-ref", "refs/heads/avyay/main", to.value());
        repositories.git(
                "fetch",
                "--quiet",
                "--no-write-fetch-head",
                hub.location().toString(),
                "avyay/main:avyay/main");
        return note;
    }

    private void assertDone() {
        hub.close();
        reopen();
        assertThat(integration.mirror()).isEmpty();
        assertThat(repositories.head()).isEqualTo(to);
        assertThat(
                        repositories.git(
                                "status", "--porcelain", "--untracked-files=all", "--", ":!.avyay"))
                .isEmpty();
        assertNothingLeft();
    }

    private void assertNothingLeft() {
        assertThat(git)
                .isDirectoryNotContaining("glob:**/*.lock")
                .isDirectoryNotContaining("glob:**/avyay-index*");
        assertThat(repositories.hubFolder().resolve("checkout")).doesNotExist();
    }

    @Test
    void before_a_file_was_written() throws IOException {
        died();
        assertDone();
    }

    @Test
    void between_two_files() throws IOException {
        died();
        repositories.write("changed", "new cont");
        repositories.write("added/deep", "");
        Files.delete(repositories.user().resolve("removed"));
        Files.delete(repositories.user().resolve("dir/kept"));
        assertDone();
    }

    @Test
    void after_the_files_before_the_index() throws IOException {
        died();
        repositories.git("archive", "--output=" + folder.resolve("new.tar"), "avyay/main");
        repositories.write("changed", "new content\n");
        repositories.write("added/deep", "new and added\n");
        repositories.write("dir/kept", "new\n");
        Files.delete(repositories.user().resolve("removed"));
        assertDone();
    }

    @Test
    void after_the_index_before_the_branch() throws IOException {
        repositories.git(
                "fetch", "--quiet", "--no-write-fetch-head", hub.location().toString(), to.value());
        repositories.git("read-tree", "-m", "-u", from.value(), to.value());
        died();
        assertDone();
    }

    @Test
    void after_the_branch_before_the_end() throws IOException {
        repositories.git(
                "fetch", "--quiet", "--no-write-fetch-head", hub.location().toString(), to.value());
        repositories.git("merge", "--quiet", "--ff-only", to.value());
        died();
        assertDone();
    }

    @Test
    void what_the_user_wrote_since_stays() throws IOException {
        died();
        repositories.write("changed", "new content\nand mine\n");
        repositories.write("added/deep", "mine\n");
        repositories.write("dir/kept", "ne");
        Files.createSymbolicLink(repositories.user().resolve("link"), Path.of("changed"));
        assertThat(integration.mirror().orElseThrow()).contains("uncommitted changes in changed;");
        assertThat(repositories.read("changed")).isEqualTo("new content\nand mine\n");
        assertThat(repositories.read("added/deep")).isEqualTo("mine\n");
        assertThat(repositories.read("dir/kept")).isEqualTo("old\n");
        assertThat(repositories.head()).isEqualTo(from);
        assertNothingLeft();
    }

    @Test
    void a_folder_that_became_a_link_is_not_followed() throws IOException {
        died();
        var outside = Files.createDirectory(folder.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "new\n");
        Files.delete(repositories.user().resolve("dir/kept"));
        Files.delete(repositories.user().resolve("dir"));
        Files.createSymbolicLink(repositories.user().resolve("dir"), outside);
        assertThat(integration.mirror().orElseThrow()).contains("uncommitted changes in dir/kept");
        assertThat(outside.resolve("kept")).hasContent("new");
    }

    @Test
    void with_a_lock_of_the_users_git_it_waits() throws IOException {
        died();
        Files.writeString(git.resolve("index.lock"), "the user's");
        assertThat(integration.mirror().orElseThrow()).contains("cut off", "index.lock exists");
        assertThat(git.resolve("index.lock")).hasContent("the user's");
        Files.delete(git.resolve("index.lock"));
        assertDone();
    }

    @Test
    void while_the_old_git_still_writes_it_waits() throws Exception {
        var note = died();
        var writer = new ProcessBuilder("cat").start();
        note.with(writer).write(repositories.hubFolder().resolve("checkout"));
        var mirror = Thread.ofVirtual().start(this::assertDone);
        writer.getOutputStream().close();
        mirror.join();
        assertThat(writer.isAlive()).isFalse();
        assertThat(repositories.head()).isEqualTo(to);
    }

    @Test
    void a_note_about_another_place_is_dropped() throws IOException {
        var other = Files.createDirectory(folder.resolve("other"));
        new CheckoutNote(other, "token", from, to, Optional.empty())
                .write(repositories.hubFolder().resolve("checkout"));
        assertDone();
    }

    @Test
    void git_killed_between_two_files_is_undone_at_once() {
        repositories.git("config", "filter.die.smudge", "kill -9 $PPID");
        repositories.git("config", "filter.die.clean", "cat");
        ship(
                "more",
                agent ->
                        agent.write(".gitattributes", "*.die filter=die\n")
                                .write("x.die", "1\n")
                                .write("z", "1\n"));
        assertThat(integration.mirror().orElseThrow()).contains("git says");
        assertThat(repositories.head()).isEqualTo(from);
        assertThat(
                        repositories.git(
                                "status", "--porcelain", "--untracked-files=all", "--", ":!.avyay"))
                .isEmpty();
        assertNothingLeft();
        repositories.git("config", "filter.die.smudge", "cat");
        assertThat(integration.mirror()).isEmpty();
        assertThat(repositories.read("z")).isEqualTo("1\n");
    }
}
