package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/// The user's own files keep the branch where it is, and stay as they are.
class FilesInTheWayTest extends MirrorFixture {
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
}
