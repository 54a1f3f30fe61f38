package ai.avyay.queue;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.engine.TaskQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/// Whatever a loss of power takes of the files that the disk was not yet asked to keep, every
/// change that was recorded is there afterwards.
class PowerLossProperties {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @Property(tries = 40)
    void nothing_that_was_recorded_is_lost(@ForAll long seed)
            throws IOException, InterruptedException {
        var random = new Random(seed);
        var history = new RandomHistory(seed);
        var folder = Files.createTempDirectory("power");
        var left = folder.resolveSibling(folder.getFileName() + "-left");
        try (var queue = new GitQueue(folder, CLOCK)) {
            queue.open(() -> {});
            for (var flush = random.nextInt(12); flush >= 0; flush--) {
                queue.append(
                        history.changes(1 + random.nextInt(random.nextInt(10) == 0 ? 150 : 4)));
            }
            Folders.copy(folder, left);
            spoil(left.resolve(".git"), random);
            spoilWhatPeopleOpen(left, random);

            var opened = reopened(left);
            assertThat(opened.state()).isEqualTo(history.state());
            assertThat(reopened(left).notices()).isEmpty();
            var read = new QueueReading(left).state();
            assertThat(read).isEqualTo(history.state());
            assertThat(new GitProgram(left).run("fsck", "--strict")).doesNotContain("missing");
        } finally {
            Folders.delete(folder);
            Folders.delete(left);
        }
    }

    private static TaskQueue.Opened reopened(Path folder) {
        try (var queue = new GitQueue(folder, CLOCK)) {
            var opened = queue.open(() -> {});
            queue.edits();
            queue.edits();
            return opened;
        }
    }

    /// Spoils what the disk was not asked to keep, which is what the journal has.
    private static void spoil(Path git, Random random) throws IOException {
        List<JournalEntry> entries;
        try (var journal = Journal.open(git)) {
            entries = journal.found();
        }
        for (var entry : entries) {
            if (entry.objects().isPresent()) {
                var name = entry.objects().get().name();
                spoilFile(git.resolve("objects/pack").resolve(name + ".pack"), random);
                spoilFile(git.resolve("objects/pack").resolve(name + ".idx"), random);
            }
        }
        if (!entries.isEmpty()) {
            spoilBranch(git.resolve(Branch.NAME), entries, random);
        }
    }

    private static void spoilWhatPeopleOpen(Path folder, Random random) throws IOException {
        var git = folder.resolve(".git");
        for (var file : Folders.all(folder)) {
            if (file.toString().endsWith(".json") && !file.startsWith(git)) {
                spoilFile(file, random);
            }
        }
    }

    private static void spoilFile(Path file, Random random) throws IOException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        var content = Files.readAllBytes(file);
        switch (random.nextInt(5)) {
            case 0 -> Files.delete(file);
            case 1 -> Files.write(file, new byte[0]);
            case 2 -> Files.write(file, Arrays.copyOf(content, random.nextInt(content.length)));
            case 3 -> Files.write(file, new byte[content.length]);
            default -> {
                // The disk had it already.
            }
        }
    }

    private static void spoilBranch(Path branch, List<JournalEntry> entries, Random random)
            throws IOException {
        switch (random.nextInt(4)) {
            case 0 -> Files.deleteIfExists(branch);
            case 1 -> Files.write(branch, new byte[0]);
            case 2 -> {
                var entry = entries.get(random.nextInt(entries.size()));
                Files.writeString(branch, entry.to().name() + "\n");
            }
            default -> {
                // The disk had it already.
            }
        }
    }
}
