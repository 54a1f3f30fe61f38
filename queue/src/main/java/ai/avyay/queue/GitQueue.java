package ai.avyay.queue;

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
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue as JSON files in a git repository of their own, one commit for each change.
///
/// The commit is the truth and survives a loss of power before [#append] returns; the files that
/// people open follow it. Safe for use by several threads; one process at a time.
public final class GitQueue implements TaskQueue {
    private static final Logger LOG = LoggerFactory.getLogger(GitQueue.class);

    private final Path folder;
    private final InstantSource clock;
    private final WorkFile queueFile;
    private final WorkFile engineFile;

    private Optional<Open> open = Optional.empty();

    /// What an open queue holds.
    private static final class Open {
        final QueueRepository repository;
        final Housekeeping housekeeping;
        ObjectId tip;
        volatile Contents contents;

        Open(QueueRepository repository, Opening.Found found) {
            this.repository = repository;
            tip = found.tip();
            contents = found.contents();
            housekeeping = new Housekeeping(repository, () -> contents);
        }
    }

    /// A queue in `folder`, which is made on opening if it is not there.
    public GitQueue(Path folder, InstantSource clock) {
        this.folder = folder.toAbsolutePath();
        this.clock = clock;
        var exchange = new Exchange();
        queueFile = new WorkFile(this.folder.resolve(Contents.QUEUE), exchange);
        engineFile = new WorkFile(this.folder.resolve(Contents.ENGINE), exchange);
    }

    @Override
    public synchronized Opened open(Runnable onEdit) {
        if (open.isPresent()) {
            throw new QueueException(folder + " is open already, close it before opening it again");
        }
        try {
            Files.createDirectories(folder);
            var repository = QueueRepository.open(folder);
            try {
                return open(repository);
            } catch (IOException | RuntimeException failed) {
                repository.close();
                open = Optional.empty();
                throw failed;
            }
        } catch (IOException | UncheckedIOException failed) {
            throw new QueueException(
                    "the queue in %s cannot be opened (%s), check its disk and permissions"
                            .formatted(folder, failed.getMessage()),
                    failed);
        }
    }

    private Opened open(QueueRepository repository) throws IOException {
        var opening = new Opening(repository, folder);
        var found = opening.find(clock.instant());
        open = Optional.of(new Open(repository, found));
        queueFile.write(found.contents().queue().content(), found.contents().queue().blob());
        engineFile.write(found.contents().engine().content(), found.contents().engine().blob());
        opened().housekeeping.start();
        return new Opened(found.contents().state(), opening.notices());
    }

    private Open opened() {
        return open.orElseThrow(() -> new QueueException(folder + " is not open, open it first"));
    }

    @Override
    public synchronized List<HandEdit> edits() {
        return List.of();
    }

    @Override
    public synchronized void append(List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var queue = opened();
        var before = queue.contents;
        var done = new LinkedHashMap<String, Optional<byte[]>>();
        try (var pack = new Pack()) {
            var tip = queue.tip;
            var contents = before;
            for (var change : changes) {
                var written = contents.after(change, pack);
                var tree = written.contents().tree(pack, contents);
                contents = written.contents();
                done.putAll(written.done());
                tip = commit(pack, tree, tip, change);
            }
            pack.writeDurably(queue.repository.packFolder());
            queue.repository.move(queue.tip, tip);
            queue.tip = tip;
            queue.contents = contents;
        } catch (IOException failed) {
            throw new QueueException(
                    "'%s' could not be recorded in %s (%s), free space or mend the disk and go on"
                            .formatted(changes.getFirst().subject(), folder, failed.getMessage()),
                    failed);
        }
        publish(before, queue.contents, done);
        queue.housekeeping.changed();
    }

    private static ObjectId commit(Pack pack, ObjectId tree, ObjectId parent, Change change) {
        var message = Revision.message(change.subject(), change.events());
        var at = change.events().getLast().at();
        return pack.add(Constants.OBJ_COMMIT, GitObjects.commit(tree, parent, at, message));
    }

    /// Has the files follow the commits; what cannot be written now is written at the next change.
    private void publish(Contents before, Contents after, Map<String, Optional<byte[]>> done) {
        try {
            for (var each : done.entrySet()) {
                var file = folder.resolve(each.getKey());
                if (each.getValue().isPresent()) {
                    Files.createDirectories(file.getParent());
                    Disk.replace(file, each.getValue().get());
                } else {
                    Files.deleteIfExists(file);
                }
            }
            follow(queueFile, before.queue(), after.queue());
            follow(engineFile, before.engine(), after.engine());
        } catch (IOException failed) {
            LOG.warn(
                    "the files in {} are behind their commits ({}): free space or mend the disk",
                    folder,
                    failed.getMessage());
        }
    }

    private static void follow(WorkFile file, VersionedFile before, VersionedFile after)
            throws IOException {
        if (!before.blob().equals(after.blob())) {
            file.write(after.content(), before.blob());
        }
    }

    @Override
    public synchronized Optional<Task> ended(TaskId id) {
        var queue = opened();
        var ended = queue.contents.state().ended().get(id);
        if (ended == null) {
            return Optional.empty();
        }
        var path = DoneFiles.path(id, ended.stage());
        var blob = queue.contents.done().blob(id, ended.stage());
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        try {
            var text =
                    ai.avyay.documents.Documents.decoded(path, queue.repository.bytes(blob.get()));
            return Optional.of(QueueText.readEnded(id, path, text));
        } catch (IOException failed) {
            throw new QueueException(
                    "%s cannot be read (%s), mend the disk".formatted(path, failed.getMessage()),
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
        queue.housekeeping.close();
        try {
            queue.repository.close();
        } catch (IOException failed) {
            LOG.debug("the lock of {} was not given back", folder, failed);
        }
    }
}
