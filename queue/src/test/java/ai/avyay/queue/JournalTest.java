package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir private Path git;

    private static ObjectId id(int number) {
        return GitObjects.id(
                Constants.OBJ_BLOB, Integer.toString(number).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Packed> objects(int size) {
        try (var pack = new Pack()) {
            pack.add(
                    Constants.OBJ_BLOB,
                    new java.util.Random(size)
                            .ints(size)
                            .mapToObj(i -> (char) i)
                            .collect(
                                    StringBuilder::new,
                                    StringBuilder::append,
                                    StringBuilder::append)
                            .toString()
                            .getBytes(StandardCharsets.UTF_8));
            return Optional.of(pack.finished());
        }
    }

    private List<ObjectId> found() throws IOException {
        try (var journal = Journal.open(git)) {
            return journal.found().stream().map(JournalEntry::to).toList();
        }
    }

    @Test
    void what_was_kept_is_found_in_order() throws IOException {
        try (var journal = Journal.open(git)) {
            journal.keep(id(0), id(1), objects(10));
            journal.keep(id(1), id(2), Optional.empty());
            journal.keep(id(2), id(3), objects(9000));
        }
        assertThat(found()).containsExactly(id(1), id(2), id(3));
    }

    @Test
    void objects_come_back_as_they_were() throws IOException {
        var kept = objects(5000);
        try (var journal = Journal.open(git)) {
            journal.keep(id(0), id(1), kept);
        }
        kept.orElseThrow().write(git);
        try (var journal = Journal.open(git)) {
            var entry = journal.found().getFirst();
            assertThat(entry.objects().orElseThrow().isWhole(git)).isTrue();
        }
    }

    @Test
    void nothing_is_found_after_a_clear() throws IOException {
        try (var journal = Journal.open(git)) {
            journal.keep(id(0), id(1), objects(10));
            journal.keep(id(1), id(2), objects(10));
            journal.clear();
        }
        assertThat(found()).isEmpty();
    }

    @Test
    void entries_of_an_earlier_time_are_not_taken_for_later_ones() throws IOException {
        try (var journal = Journal.open(git)) {
            for (var i = 0; i < 5; i++) {
                journal.keep(id(i), id(i + 1), objects(10));
            }
            journal.clear();
        }
        for (var time = 0; time < 3; time++) {
            try (var journal = Journal.open(git)) {
                journal.keep(id(10), id(11 + time), objects(10));
            }
            assertThat(found()).containsExactly(id(11 + time));
        }
    }

    @Test
    void the_other_area_holds_what_came_before() throws IOException {
        try (var journal = Journal.open(git)) {
            journal.keep(id(0), id(1), objects(10));
            journal.turn();
            journal.keep(id(1), id(2), objects(10));
            journal.turn();
            journal.keep(id(2), id(3), objects(10));
        }
        assertThat(found()).containsExactly(id(2), id(3));
    }

    @Test
    void an_area_that_is_full_has_no_room() throws IOException {
        try (var journal = Journal.open(git)) {
            var large = objects(100_000);
            var count = 0;
            while (journal.hasRoom(large)) {
                journal.keep(id(count), id(++count), large);
            }
            assertThat(count).isPositive();
            assertThat(found()).hasSize(count);
            journal.turn();
            assertThat(journal.hasRoom(large)).isTrue();
        }
    }

    @Test
    void an_entry_that_was_taken_back_is_not_found() throws IOException {
        try (var journal = Journal.open(git)) {
            journal.keep(id(0), id(1), Optional.empty());
            journal.keep(id(1), id(2), objects(10));
            journal.takeBack(objects(10));
            assertThat(found()).containsExactly(id(1));
            journal.keep(id(1), id(3), Optional.empty());
        }
        assertThat(found()).containsExactly(id(1), id(3));
    }

    @Test
    void an_entry_that_is_half_there_is_not_found() throws IOException {
        try (var journal = Journal.open(git)) {
            journal.keep(id(0), id(1), objects(10));
            journal.keep(id(1), id(2), objects(20_000));
        }
        try (var file = FileChannel.open(git.resolve("avyay.journal"), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(512), 2 * JournalEntry.BLOCK);
        }
        assertThat(found()).containsExactly(id(1));
    }

    @Test
    void an_interrupt_does_not_keep_it_from_the_disk() throws IOException {
        try (var journal = Journal.open(git)) {
            Thread.currentThread().interrupt();
            journal.keep(id(0), id(1), objects(10));
            assertThat(Thread.interrupted()).isTrue();
            journal.keep(id(1), id(2), objects(10));
        }
        assertThat(found()).containsExactly(id(1), id(2));
    }
}
