package ai.avyay.queue;

import ai.avyay.documents.Documents;
import ai.avyay.domain.Event;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.HandEdit;
import ai.avyay.planning.Change;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The queue between opening and closing: the tip of its history, what it holds, and the files that
/// follow it.
///
/// Not safe for several threads, apart from what runs on threads of its own.
final class OpenQueue {
    private static final Logger LOG = LoggerFactory.getLogger(OpenQueue.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final QueueRepository repository;
    private final InstantSource clock;
    private final WorkFile queueFile;
    private final WorkFile engineFile;
    private final Recent recent;
    private final Editing editing;
    private final OwnFiles ownFiles;
    private final Housekeeping housekeeping;

    private Optional<Watch> watch = Optional.empty();
    private ObjectId tip;
    private volatile Contents contents;
    private Optional<Unpublished> unpublished = Optional.empty();

    OpenQueue(
            Path folder,
            QueueRepository repository,
            Opening.Found found,
            InstantSource clock,
            Rereading rereading) {
        this.folder = folder;
        this.repository = repository;
        this.clock = clock;
        tip = found.tip();
        contents = found.contents();
        var exchange = new Exchange();
        queueFile = new WorkFile(folder.resolve(Contents.QUEUE), exchange);
        engineFile = new WorkFile(folder.resolve(Contents.ENGINE), exchange);
        recent = new Recent(repository, tip);
        recent.add(contents);
        editing = new Editing(queueFile, recent, clock, rereading);
        ownFiles = new OwnFiles(folder, engineFile, repository, recent);
        housekeeping = new Housekeeping(repository, () -> contents);
    }

    /// What the files are behind by.
    ///
    /// @param before what they show
    /// @param done the files of ended tasks; empty where one is to go
    private record Unpublished(Contents before, Map<String, Optional<byte[]>> done) {}

    /// Brings the files to the last good commit, leaving what people saved for the merge.
    void arrive(List<String> notices) throws IOException {
        var held = contents.state();
        if (!queueFile.isThere() && !(held.live().isEmpty() && held.ended().isEmpty())) {
            notices.add(Editing.GONE);
        }
        for (var task : held.live().keySet()) {
            removeEnded(task);
        }
        var arrival = new Arrival(recent, notices, time());
        arrival.queue(queueFile, contents.queue());
        arrival.engine(engineFile, contents.engine());
    }

    /// What a run that was killed had brought back, and not yet taken out of `done/`.
    private void removeEnded(TaskId live) throws IOException {
        for (var month : contents.done().files().keySet()) {
            Files.deleteIfExists(folder.resolve(DoneFiles.FOLDER, month, DoneFiles.fileName(live)));
        }
    }

    void watch(Runnable onEdit) throws IOException {
        var watching = new Watch(folder, this::mayBeEdited, onEdit);
        watching.start();
        watch = Optional.of(watching);
        housekeeping.start();
    }

    private boolean mayBeEdited() {
        try {
            return queueFile.mayBeEdited() || engineFile.mayBeEdited();
        } catch (IOException unreadable) {
            LOG.debug("{} cannot be looked at", folder, unreadable);
            return false;
        }
    }

    private String time() {
        return TIME.format(clock.instant());
    }

    List<HandEdit> edits() throws IOException {
        publish();
        var touched = watch.map(Watch::endedTouched).orElse(Set.of());
        var edits = new ArrayList<>(ownFiles.ask(contents, touched, time()));
        edits.addAll(editing.ask(contents));
        return edits;
    }

    void append(List<Change> changes) throws IOException {
        publish();
        var before = contents;
        var done = new LinkedHashMap<String, Optional<byte[]>>();
        var versions = new ArrayList<Contents>();
        try (var pack = new Pack()) {
            var parent = tip;
            var latest = before;
            for (var change : changes) {
                var written = latest.after(change, pack);
                var tree = written.contents().tree(pack, latest);
                parent = commit(pack, tree, parent, change);
                latest = written.contents();
                versions.add(latest);
                done.putAll(written.done());
            }
            repository.commits().add(tip, parent, pack.finished());
            tip = parent;
            contents = latest;
        } catch (IOException | UncheckedIOException failed) {
            editing.failed();
            throw failed;
        }
        versions.forEach(recent::add);
        unpublished = Optional.of(new Unpublished(before, done));
        housekeeping.changed();
    }

    private static ObjectId commit(Pack pack, ObjectId tree, ObjectId parent, Change change) {
        var message = Revision.message(change.subject(), change.events());
        var at = change.events().stream().map(Event::at).max(Comparator.naturalOrder());
        return pack.add(
                Constants.OBJ_COMMIT, GitObjects.commit(tree, parent, at.orElseThrow(), message));
    }

    /// Has the files follow the commits; what cannot be written now is written at the next opening.
    void publish() {
        unpublished.ifPresent(behind -> publish(behind.before(), behind.done()));
        unpublished = Optional.empty();
    }

    private void publish(Contents before, Map<String, Optional<byte[]>> done) {
        try {
            for (var each : done.entrySet()) {
                if (each.getValue().isPresent()) {
                    var file = folder.resolve(each.getKey());
                    Files.createDirectories(file.resolveSibling(""));
                    Disk.replace(file, each.getValue().get());
                }
            }
            editing.recorded(before, contents);
            ownFiles.recorded(before, contents);
            // Last, so that whoever reads meanwhile finds every task somewhere.
            for (var each : done.entrySet()) {
                if (each.getValue().isEmpty()) {
                    Files.deleteIfExists(folder.resolve(each.getKey()));
                }
            }
        } catch (IOException | UncheckedIOException failed) {
            LOG.warn(
                    "the files in {} are behind their commits ({}): free space or mend the disk",
                    folder,
                    failed.getMessage());
        }
    }

    Optional<Task> ended(TaskId id) throws IOException {
        var ended = contents.state().ended().get(id);
        if (ended == null) {
            return Optional.empty();
        }
        var path = DoneFiles.path(id, ended.stage());
        var blob = contents.done().blob(path);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        var text = Documents.decoded(path, repository.bytes(blob.get()));
        return Optional.of(QueueText.readEnded(id, path, text));
    }

    void close() {
        publish();
        watch.ifPresent(Watch::close);
        housekeeping.close();
        try {
            queueFile.close();
            engineFile.close();
            repository.close();
        } catch (IOException failed) {
            LOG.debug("{} was not left tidy", folder, failed);
        }
    }
}
