package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.engine.QueueException;
import ai.avyay.engine.TaskQueue;
import ai.avyay.planning.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// The queue as JSON files in a git repository of their own, one commit for each change.
///
/// The commit is the truth and survives a loss of power before [#append] returns; the files that
/// people open follow it. Safe for use by several threads; one process at a time.
public final class GitQueue implements TaskQueue {
    private static final Duration MOMENT = Duration.ofMillis(500);

    private final Path folder;
    private final InstantSource clock;

    private Optional<OpenQueue> open = Optional.empty();

    /// A queue in `folder`, which is made on opening if it is not there.
    public GitQueue(Path folder, InstantSource clock) {
        this.folder = folder.toAbsolutePath().normalize();
        this.clock = clock;
    }

    @Override
    public synchronized Opened open(Runnable onEdit) {
        if (open.isPresent()) {
            throw new QueueException(folder + " is open already, close it before opening it again");
        }
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new QueueException(
                        "%s cannot be written, so nothing is recorded; check its permissions and its disk"
                                .formatted(folder));
            }
            var repository = QueueRepository.open(folder);
            try {
                return open(repository, onEdit);
            } catch (IOException | RuntimeException failed) {
                open = Optional.empty();
                repository.close();
                throw failed;
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new QueueException(
                    "the queue in %s cannot be opened (%s), check its disk and permissions"
                            .formatted(folder, failed.getMessage()),
                    failed);
        }
    }

    private Opened open(QueueRepository repository, Runnable onEdit) throws IOException {
        var opening = new Opening(repository, folder);
        var found = opening.find(clock.instant());
        EndedTasks.removeOutdated(folder, found.contents());
        var queue = new OpenQueue(folder, repository, found, clock, new Rereading(MOMENT, onEdit));
        queue.arrive(opening.notices());
        queue.watch(onEdit);
        open = Optional.of(queue);
        return new Opened(found.contents().state(), opening.notices());
    }

    private OpenQueue opened() {
        return open.orElseThrow(() -> new QueueException(folder + " is not open, open it first"));
    }

    @Override
    public synchronized List<HandEdit> edits() {
        try {
            return opened().edits();
        } catch (IOException | UncheckedIOException failed) {
            throw new QueueException(
                    "edits of %s cannot be read (%s), check its disk and permissions"
                            .formatted(folder, failed.getMessage()),
                    failed);
        }
    }

    @Override
    public synchronized void append(List<Change> changes) {
        var queue = opened();
        if (changes.isEmpty()) {
            return;
        }
        try {
            queue.append(changes);
        } catch (IOException | UncheckedIOException failed) {
            throw new QueueException(
                    "'%s' could not be recorded in %s (%s), free space or mend the disk and go on"
                            .formatted(changes.getFirst().subject(), folder, failed.getMessage()),
                    failed);
        }
    }

    @Override
    public synchronized void publish() {
        opened().publish();
    }

    @Override
    public synchronized Optional<Task> ended(TaskId id) {
        try {
            return opened().ended(id);
        } catch (IOException | DocumentException failed) {
            throw new QueueException(
                    "the file of %s cannot be read (%s), mend the disk"
                            .formatted(id, failed.getMessage()),
                    failed);
        }
    }

    @Override
    public synchronized void close() {
        if (open.isEmpty()) {
            return;
        }
        var queue = open.get();
        open = Optional.empty();
        queue.close();
    }
}
