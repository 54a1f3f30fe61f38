package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many small packs become few, and nothing is lost on the way.
class PackingTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir private Path folder;

    private final RandomHistory history = new RandomHistory(5);

    private GitQueue opened() {
        var queue = new GitQueue(folder, CLOCK);
        queue.open(() -> {});
        return queue;
    }

    private long packs() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".git/objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    @Test
    void many_packs_become_one_that_stock_git_finds_sound() throws Exception {
        Assumptions.assumeTrue(GitProgram.isThere(), "needs git");
        try (var queue = opened()) {
            for (var i = 0; i < 70; i++) {
                queue.append(history.changes(1));
            }
        }
        new Packing(folder).packIfWorthwhile();

        assertThat(packs()).isLessThan(10);
        assertThat(new GitProgram(folder).run("fsck", "--strict", "--full"))
                .doesNotContain("error", "missing", "bad");
        assertThat(new GitProgram(folder).run("rev-list", "--count", "main").strip())
                .isEqualTo("71");
        try (var queue = new GitQueue(folder, CLOCK)) {
            assertThat(queue.open(() -> {}).state()).isEqualTo(history.state());
        }
    }

    @Test
    void what_is_not_finished_or_is_to_be_kept_is_left_alone() throws Exception {
        try (var queue = opened()) {
            for (var i = 0; i < 60; i++) {
                queue.append(history.changes(1));
            }
        }
        var packs = folder.resolve(".git/objects/pack");
        Path kept;
        try (Stream<Path> files = Files.list(packs)) {
            kept =
                    files.filter(file -> file.toString().endsWith(".pack"))
                            .findFirst()
                            .orElseThrow();
        }
        var index = Path.of(kept.toString().replace(".pack", ".idx"));
        Files.createFile(Path.of(kept.toString().replace(".pack", ".keep")));
        Files.copy(kept, packs.resolve("tmp_other.pack"));
        Files.copy(index, packs.resolve("tmp_other.idx"));
        new Packing(folder).packIfWorthwhile();

        assertThat(kept).exists();
        assertThat(packs.resolve("tmp_other.pack")).exists();
    }

    @Test
    void changes_are_recorded_while_packs_are_packed() throws Exception {
        try (var queue = opened()) {
            for (var i = 0; i < 60; i++) {
                queue.append(history.changes(1));
            }
            var packing =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    new Packing(folder).packIfWorthwhile();
                                } catch (IOException failed) {
                                    throw new UncheckedIOException(failed);
                                }
                            });
            for (var i = 0; i < 60; i++) {
                queue.append(history.changes(1));
            }
            packing.join();
            for (var ended : history.state().ended().keySet()) {
                assertThat(queue.ended(ended)).isPresent();
            }
        }
        try (var queue = new GitQueue(folder, CLOCK)) {
            var opened = queue.open(() -> {});
            assertThat(opened.notices()).isEmpty();
            assertThat(opened.state()).isEqualTo(history.state());
        }
    }
}
