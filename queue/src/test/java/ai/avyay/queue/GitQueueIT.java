package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.HandEdit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stock git reads what the queue writes.
class GitQueueIT {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir private Path folder;

    @BeforeAll
    static void git() {
        Assumptions.assumeTrue(GitProgram.isThere(), "needs git");
    }

    private RandomHistory filled(int single, int burst) {
        var history = new RandomHistory(3);
        try (var queue = new GitQueue(folder, CLOCK)) {
            queue.open(() -> {});
            for (var i = 0; i < single; i++) {
                queue.append(history.changes(1));
            }
            queue.append(history.changes(burst));
        }
        return history;
    }

    @Test
    void its_objects_are_sound_and_its_log_is_readable() throws Exception {
        filled(30, 120);
        var git = new GitProgram(folder);

        assertThat(git.run("fsck", "--strict", "--full")).doesNotContain("error", "missing", "bad");
        assertThat(git.run("log", "--oneline").lines()).hasSize(151);
        assertThat(git.run("show", "--stat", "HEAD")).contains("Avyay <avyay@localhost>");
        assertThat(git.run("diff", "HEAD~100", "HEAD", "--", "queue.json")).contains("+");
    }

    @Test
    void a_clone_of_it_is_a_backup(@TempDir Path elsewhere) throws Exception {
        filled(5, 50);
        new GitProgram(elsewhere).run("clone", "-q", folder.toString(), "copy");

        assertThat(elsewhere.resolve("copy/queue.json"))
                .hasSameBinaryContentAs(folder.resolve("queue.json"));
        try (var copy = new GitQueue(elsewhere.resolve("copy"), CLOCK);
                var queue = new GitQueue(folder, CLOCK)) {
            assertThat(copy.open(() -> {}).state()).isEqualTo(queue.open(() -> {}).state());
        }
    }

    @Test
    void the_folder_is_as_committed() throws Exception {
        filled(10, 10);
        assertThat(new GitProgram(folder).run("status", "--porcelain")).isEmpty();
    }

    @Test
    void a_commit_of_somebody_else_is_kept_aside_and_its_files_are_an_edit() throws Exception {
        var history = filled(10, 10);
        var git = new GitProgram(folder);
        var file = folder.resolve("queue.json");
        Files.writeString(
                file, Files.readString(file).replaceFirst("\"priority\": \\d+", "\"priority\": 1"));
        git.run("commit", "-q", "-a", "-m", "raise it");
        var theirs = git.run("rev-parse", "HEAD").strip();

        try (var queue = new GitQueue(folder, CLOCK)) {
            var opened = queue.open(() -> {});
            assertThat(opened.state()).isEqualTo(history.state());
            assertThat(opened.notices()).isNotEmpty();
            assertThat(queue.edits()).singleElement().isInstanceOf(HandEdit.Changed.class);
        }
        assertThat(git.run("rev-parse", "kept-" + theirs.substring(0, 10)).strip())
                .isEqualTo(theirs);
    }
}
