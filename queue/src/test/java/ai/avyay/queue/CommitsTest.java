package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class CommitsTest {
    @TempDir private Path folder;

    private final Random random = new Random(5);
    private ObjectId tip = ObjectId.zeroId();

    /// Adds a commit with `size` bytes that nothing makes smaller.
    private void add(QueueRepository repository, int size) throws IOException {
        try (var pack = new Pack()) {
            var content = new byte[size];
            random.nextBytes(content);
            pack.add(Constants.OBJ_BLOB, content);
            var tree = pack.add(Constants.OBJ_TREE, new byte[0]);
            var commit =
                    pack.add(
                            Constants.OBJ_COMMIT,
                            GitObjects.commit(tree, tip, Instant.EPOCH, "made " + size));
            repository.commits().add(tip, commit, pack.finished());
            tip = commit;
        }
    }

    private ObjectId reopened() throws IOException {
        try (var repository = QueueRepository.open(folder)) {
            repository.replay().perform();
            return repository.branch().tip().orElseThrow();
        }
    }

    @Test
    void more_than_the_journal_holds_goes_to_its_own_place() throws IOException {
        try (var repository = QueueRepository.open(folder)) {
            for (var i = 0; i < 12; i++) {
                add(repository, Journal.AREA / 3);
            }
            assertThat(repository.branch().tip()).contains(tip);
        }
        assertThat(reopened()).isEqualTo(tip);
    }

    @Test
    void one_that_the_journal_can_never_hold_is_recorded_too() throws IOException {
        try (var repository = QueueRepository.open(folder)) {
            add(repository, 10);
            add(repository, 2 * Journal.AREA);
            add(repository, 10);
        }
        assertThat(reopened()).isEqualTo(tip);
    }

    @Test
    @Timeout(60)
    void one_that_just_fits_into_the_journal_is_recorded_too() throws IOException {
        var copy = folder.resolveSibling(folder.getFileName() + "-left");
        try (var repository = QueueRepository.open(folder)) {
            add(repository, 10);
            Folders.copy(folder, copy);
        }
        try (var repository = QueueRepository.open(copy)) {
            repository.replay().perform();
            for (var less = 0; less < 3 * JournalEntry.BLOCK; less += JournalEntry.BLOCK / 2) {
                add(repository, Journal.AREA - less);
            }
            assertThat(repository.branch().tip()).contains(tip);
        } finally {
            Folders.delete(copy);
        }
    }

    @Test
    void a_branch_that_was_lost_is_named_again_by_the_journal() throws IOException {
        var copy = folder.resolveSibling(folder.getFileName() + "-left");
        try (var repository = QueueRepository.open(folder)) {
            add(repository, 2 * Journal.AREA);
            add(repository, 10);
            Folders.copy(folder, copy);
        }
        Files.delete(copy.resolve(".git").resolve(Branch.NAME));
        try (var repository = QueueRepository.open(copy)) {
            assertThat(repository.replay().perform()).isPresent();
            assertThat(repository.branch().tip()).contains(tip);
        } finally {
            Folders.delete(copy);
        }
    }

    @Test
    void what_could_not_be_written_leaves_the_branch_where_it_was() throws IOException {
        try (var repository = QueueRepository.open(folder)) {
            add(repository, 10);
            var before = tip;
            var packs = folder.resolve(".git/objects/pack");
            var away = folder.resolve("away");
            Files.move(packs, away);
            assertThatThrownBy(() -> add(repository, 10)).isInstanceOf(IOException.class);
            Files.move(away, packs);
            assertThat(repository.branch().tip()).contains(before);
            add(repository, 10);
        }
        assertThat(reopened()).isEqualTo(tip);
    }

    @Test
    void a_tip_that_somebody_put_there_is_kept_under_its_own_name() throws IOException {
        try (var repository = QueueRepository.open(folder)) {
            add(repository, 10);
            var branch = folder.resolve(".git").resolve(Branch.NAME);
            var foreign = tip;
            Files.writeString(branch, foreign.name() + "\n");
            tip = ObjectId.zeroId();
            add(repository, 20);
            assertThat(repository.branch().tip()).contains(tip);
            assertThat(branch.resolveSibling("kept-" + foreign.abbreviate(10).name()))
                    .hasContent(foreign.name());
        }
    }
}
