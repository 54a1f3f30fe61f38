package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.avyay.domain.EndedTask;
import ai.avyay.domain.State;
import ai.avyay.engine.QueueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitQueueTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir private Path folder;

    private GitQueue queue() {
        return new GitQueue(folder.resolve("queue"), CLOCK);
    }

    @Test
    void a_new_queue_is_empty() {
        try (var queue = queue()) {
            var opened = queue.open(() -> {});
            assertThat(opened.state()).isEqualTo(State.EMPTY);
            assertThat(opened.notices()).isEmpty();
        }
    }

    @Test
    void what_was_appended_is_there_after_opening_again() {
        var history = new RandomHistory(1);
        try (var queue = queue()) {
            queue.open(() -> {});
            for (var i = 0; i < 40; i++) {
                queue.append(history.changes(1 + i % 5));
            }
        }
        try (var queue = queue()) {
            var opened = queue.open(() -> {});
            assertThat(opened.notices()).isEmpty();
            assertThat(opened.state()).isEqualTo(history.state());
            for (var ended : opened.state().ended().values()) {
                assertThat(queue.ended(ended.id()))
                        .hasValueSatisfying(
                                task -> assertThat(EndedTask.of(task)).isEqualTo(ended));
            }
        }
    }

    @Test
    void a_queue_file_that_was_deleted_is_back_after_opening_and_that_is_said() throws Exception {
        var history = new RandomHistory(2);
        try (var queue = queue()) {
            queue.open(() -> {});
            queue.append(history.changes(20));
        }
        var file = folder.resolve("queue").resolve("queue.json");
        var before = Files.readString(file);
        Files.delete(file);
        try (var queue = queue()) {
            var opened = queue.open(() -> {});
            assertThat(opened.state()).isEqualTo(history.state());
            assertThat(opened.notices())
                    .containsExactly(
                            "queue.json was gone and is back: a task goes only by `avyay abandon ID`");
        }
        assertThat(file).hasContent(before);
    }

    @Test
    void a_second_opening_is_refused() {
        try (var queue = queue();
                var second = queue()) {
            queue.open(() -> {});
            assertThatThrownBy(() -> second.open(() -> {}))
                    .isInstanceOf(QueueException.class)
                    .hasMessageContaining("is open already");
            assertThatThrownBy(() -> queue.open(() -> {})).hasMessageContaining("is open already");
        }
    }

    @Test
    void a_closed_queue_takes_nothing() {
        var queue = queue();
        queue.open(() -> {});
        queue.close();
        assertThatThrownBy(() -> queue.append(new RandomHistory(1).changes(1)))
                .isInstanceOf(QueueException.class);
    }
}
