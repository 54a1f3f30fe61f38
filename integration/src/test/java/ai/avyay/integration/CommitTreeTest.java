package ai.avyay.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.Hub.FileChange;
import ai.avyay.engine.Hub.FileChange.Kind;
import ai.avyay.engine.WorkLostException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A look into one commit.
class CommitTreeTest extends HubFixture {

    private String read(CommitId commit, String path, long limit) {
        return hub.tree(commit)
                .read(path, limit)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("absent");
    }

    @Test
    void a_file_is_read_up_to_a_limit() {
        var work = work("api", agent -> agent.write("dir/file", "0123456789")).commit();
        assertThat(read(work, "dir/file", 100)).isEqualTo("0123456789");
        assertThat(read(work, "dir/file", 4)).isEqualTo("0123");
        assertThat(read(work, "dir/file", Long.MAX_VALUE)).isEqualTo("0123456789");
        assertThat(read(work, "dir", 100)).isEqualTo("absent");
        assertThat(read(work, "none", 100)).isEqualTo("absent");
        assertThat(read(work, "dir/file/below", 100)).isEqualTo("absent");
    }

    @Test
    void equal_trees_have_equal_names() {
        var one = work("one", agent -> agent.write("a", "1\n")).commit();
        var two = work("two", agent -> agent.write("a", "1\n")).commit();
        assertThat(one).isNotEqualTo(two);
        assertThat(hub.tree(one).id()).isEqualTo(hub.tree(two).id());
    }

    @Test
    void changes_name_what_was_done_to_each_file() {
        repositories.commit("more", "kept", "same\n".repeat(20));
        repositories.commit("more", "moved", "a line\n".repeat(20));
        repositories.commit("more", "gone", "gone\n");
        repositories.commit("more", "plain", "plain\n");
        integration.synchronize();
        var work =
                work(
                        "api",
                        agent -> {
                            agent.git("mv", "moved", "elsewhere");
                            agent.git("rm", "--quiet", "gone", "plain");
                            agent.write("README.md", "changed\n").write("new/file", "12345");
                            link(agent.folder().resolve("plain"));
                            executable(agent.write("run", "#!/bin/sh\n").folder().resolve("run"));
                        });
        assertThat(hub.tree(work.commit()).changesSince(work.base()))
                .containsExactlyInAnyOrder(
                        new FileChange(
                                Kind.RENAMED, "elsewhere", Optional.of("moved"), 0100644, 140),
                        new FileChange(Kind.DELETED, "gone", Optional.empty(), 0, 0),
                        new FileChange(Kind.MODIFIED, "README.md", Optional.empty(), 0100644, 8),
                        new FileChange(Kind.ADDED, "new/file", Optional.empty(), 0100644, 5),
                        new FileChange(Kind.MODIFIED, "plain", Optional.empty(), 0120000, 9),
                        new FileChange(Kind.ADDED, "run", Optional.empty(), 0100755, 10));
        assertThat(hub.tree(work.commit()).paths())
                .containsExactly("README.md", "elsewhere", "kept", "new/file", "plain", "run");
        assertThat(read(work.commit(), "plain", 100)).isEqualTo("README.md");
        assertThat(hub.tree(work.base()).changesSince(work.base())).isEmpty();
    }

    private static void link(Path place) {
        try {
            Files.createSymbolicLink(place, Path.of("README.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void executable(Path file) {
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    @Test
    void a_commit_that_is_not_there_is_said() {
        assertThatThrownBy(() -> hub.tree(new CommitId("1".repeat(40))))
                .isInstanceOf(WorkLostException.class)
                .hasMessageContaining("commit 1111111111, was in the hub only and is lost");
    }
}
