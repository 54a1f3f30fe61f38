package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.State;
import ai.avyay.engine.QueueException;
import ai.avyay.engine.TaskQueue;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a crash, a loss of power or a bad disk leaves behind, and what becomes of it.
class CrashTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir private Path folder;

    private final RandomHistory history = new RandomHistory(12);
    private State beforeLast = State.EMPTY;

    @BeforeEach
    void fill() {
        try (var queue = new GitQueue(folder, CLOCK)) {
            queue.open(() -> {});
            for (var i = 0; i < 12; i++) {
                queue.append(history.changes(2));
            }
            beforeLast = history.state();
            queue.append(history.changes(1));
        }
    }

    private TaskQueue.Opened reopen() {
        try (var queue = new GitQueue(folder, CLOCK)) {
            var opened = queue.open(() -> {});
            queue.edits();
            return opened;
        }
    }

    private Path git(String path) {
        return folder.resolve(".git").resolve(path);
    }

    private List<Path> packs() throws IOException {
        try (Stream<Path> files = Files.list(git("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).sorted().toList();
        }
    }

    private static void truncate(Path file, double share) throws IOException {
        try (var access = new RandomAccessFile(file.toFile(), "rw")) {
            access.setLength((long) (access.length() * share));
        }
    }

    private void assertWhole() {
        var opened = reopen();
        assertThat(opened.state()).isEqualTo(history.state());
        var again = reopen();
        assertThat(again.state()).isEqualTo(history.state());
        assertThat(again.notices()).isEmpty();
    }

    @Test
    void an_empty_branch_is_found_again_among_the_objects() throws IOException {
        Files.write(git("refs/heads/main"), new byte[0]);
        var opened = reopen();
        assertThat(opened.notices())
                .anyMatch(notice -> notice.contains("branch of queue/ was damaged"));
        assertWhole();
    }

    @Test
    void a_branch_that_names_nothing_known_is_found_again() throws IOException {
        Files.writeString(git("refs/heads/main"), "0123456789012345678901234567890123456789\n");
        assertWhole();
    }

    @Test
    void a_branch_that_is_gone_is_found_again() throws IOException {
        Files.delete(git("refs/heads/main"));
        assertWhole();
    }

    @Test
    void an_index_that_is_gone_is_made_again() throws IOException {
        Files.delete(git("refs/heads/main"));
        for (var pack : packs()) {
            Files.delete(Path.of(pack.toString().replace(".pack", ".idx")));
        }
        assertWhole();
    }

    @Test
    void leftovers_of_a_write_that_did_not_end_are_in_nobodys_way() throws IOException {
        Files.writeString(git("refs/heads/main.lock"), "half");
        Files.writeString(git("objects/pack/tmp_avyay_pack"), "PACK");
        Files.writeString(git("objects/pack/tmp_packing_pack"), "");
        Files.writeString(git("index.lock"), "");
        Files.writeString(
                git("objects/pack/pack-0123456789012345678901234567890123456789.pack"), "");
        Files.writeString(folder.resolve("queue.json.tmp"), "{\n  \"ver");
        assertWhole();
        try (var queue = new GitQueue(folder, CLOCK)) {
            queue.open(() -> {});
            queue.append(history.changes(1));
        }
        assertWhole();
        assertThat(git("objects/pack/tmp_avyay_pack")).doesNotExist();
    }

    @Test
    void damage_to_the_newest_commit_leads_to_the_one_before() throws IOException {
        var newest = newestPack();
        truncate(newest, 0.5);
        for (var file : List.of("queue.json", "engine.json")) {
            Files.delete(folder.resolve(file));
        }

        var opened = reopen();
        assertThat(opened.state()).isEqualTo(beforeLast);
        assertThat(opened.notices()).anyMatch(notice -> notice.contains("goes on from commit"));
    }

    private Path newestPack() throws IOException {
        var tip = Files.readString(git("refs/heads/main")).strip();
        for (var pack : packs()) {
            var index = Files.readAllBytes(Path.of(pack.toString().replace(".pack", ".idx")));
            if (HexFormat.of().formatHex(index).contains(tip)) {
                return pack;
            }
        }
        throw new AssertionError("no pack holds the tip");
    }

    @Test
    void a_half_written_file_follows_its_commit() throws IOException {
        truncate(folder.resolve("queue.json"), 0.4);
        Files.write(folder.resolve("engine.json"), new byte[300]);
        assertWhole();
        assertThat(folder.resolve("queue.json"))
                .hasContent(QueueText.write(history.state().live().values()));
    }

    @Test
    void a_file_that_is_behind_its_commit_follows_it() throws IOException {
        Files.writeString(
                folder.resolve("queue.json"), QueueText.write(beforeLast.live().values()));
        assertWhole();
    }

    @Test
    void a_file_that_is_gone_comes_back() throws IOException {
        Files.delete(folder.resolve("queue.json"));
        Folders.delete(folder.resolve("done"));
        assertWhole();
        assertThat(folder.resolve("done")).isDirectory();
    }

    @Test
    void the_file_of_a_task_that_lives_again_does_not_stay_in_done() throws IOException {
        var id = history.state().live().firstKey();
        var left = Files.createDirectories(folder.resolve("done/2025-11")).resolve(id + ".json");
        Files.writeString(left, "");
        var other = Files.writeString(left.resolveSibling("my-notes.json"), "{}");
        reopen();
        assertThat(left).doesNotExist();
        assertThat(other).exists();
        assertThat(new QueueReading(folder).state()).isEqualTo(history.state());
    }

    @Test
    void a_file_that_does_not_parse_is_kept_beside() throws IOException {
        Files.writeString(folder.resolve("queue.json"), "{ \"tasks\": oops }");
        var opened = reopen();
        assertThat(opened.state()).isEqualTo(history.state());
        assertThat(opened.notices())
                .singleElement()
                .asString()
                .contains("queue.json:1:", "queue.json.refused-20260101T000000Z");
        assertThat(folder.resolve("queue.json.refused-20260101T000000Z"))
                .hasContent("{ \"tasks\": oops }");
        assertWhole();
    }

    @Test
    void a_damaged_setting_of_git_is_written_again() throws IOException {
        Files.writeString(git("config"), "[core\n garbage");
        Files.writeString(git("HEAD"), "");
        assertWhole();
    }

    @Test
    void what_could_not_be_written_is_refused_and_the_queue_goes_on() throws IOException {
        var away = folder.resolveSibling("packs-" + System.nanoTime());
        try (var queue = new GitQueue(folder, CLOCK)) {
            queue.open(() -> {});
            var wanted = history.changes(1);
            Files.move(git("objects/pack"), away);
            Files.writeString(git("objects/pack"), "a full disk");
            assertThatThrownBy(() -> queue.append(wanted))
                    .isInstanceOf(QueueException.class)
                    .hasMessageContaining("could not be recorded");
            Files.delete(git("objects/pack"));
            Files.move(away, git("objects/pack"));

            queue.append(wanted);
        }
        assertWhole();
    }
}
