package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.domain.EndedTask;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// Reads the files of `done/`, putting back what is not as it was committed, in the folder and in
/// git.
final class EndedTasks {
    private final QueueRepository repository;
    private final Path folder;
    private final List<String> notices;

    EndedTasks(QueueRepository repository, Path folder, List<String> notices) {
        this.repository = repository;
        this.folder = folder;
        this.notices = notices;
    }

    private record Entry(String month, String name, ObjectId blob) {
        String path() {
            return DoneFiles.FOLDER + "/" + month + "/" + name;
        }
    }

    PMap<TaskId, EndedTask> read(DoneFiles done) {
        var entries =
                done.files().entrySet().stream()
                        .flatMap(month -> entries(month.getKey(), month.getValue()))
                        .toList();
        var complaints = new ConcurrentLinkedQueue<String>();
        var tasks =
                entries.parallelStream()
                        .flatMap(entry -> read(entry, complaints).stream())
                        .map(EndedTask::of)
                        .toList();
        notices.addAll(complaints);
        PMap<TaskId, EndedTask> ended = HashTreePMap.empty();
        for (var task : tasks) {
            ended = ended.plus(task.id(), task);
        }
        return ended;
    }

    private static Stream<Entry> entries(String month, Map<String, ObjectId> files) {
        return files.entrySet().stream()
                .map(file -> new Entry(month, file.getKey(), file.getValue()));
    }

    private Optional<Task> read(Entry entry, ConcurrentLinkedQueue<String> complaints) {
        try {
            var bytes = content(entry, complaints);
            if (bytes.isEmpty()) {
                complaints.add(
                        entry.path() + " is lost, in the folder and in git: its task is forgotten");
                return Optional.empty();
            }
            var text = Documents.decoded(entry.path(), bytes.get());
            return Optional.of(QueueText.readEnded(DoneFiles.id(entry.name()), entry.path(), text));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (DocumentException | IllegalArgumentException bad) {
            complaints.add(bad.getMessage() + " (its task is forgotten)");
            return Optional.empty();
        }
    }

    private Optional<byte[]> content(Entry entry, ConcurrentLinkedQueue<String> complaints)
            throws IOException {
        var file = folder.resolve(entry.path());
        var found = Disk.read(file);
        if (found.isPresent() && GitObjects.blobId(found.get()).equals(entry.blob())) {
            return found;
        }
        byte[] committed;
        try {
            committed = repository.bytes(entry.blob());
        } catch (IOException _) {
            return Optional.empty();
        }
        found.filter(bytes -> !isTorn(bytes, committed))
                .ifPresent(_ ->
                        complaints.add(
                                entry.path()
                                        + " was changed by hand and is put back; `avyay"
                                        + " retry` brings a task back"));
        Files.createDirectories(file.getParent());
        Disk.replace(file, committed);
        return Optional.of(committed);
    }

    /// Whether `bytes` are what a loss of power leaves of `whole`.
    static boolean isTorn(byte[] bytes, byte[] whole) {
        var mismatch = Arrays.mismatch(bytes, whole);
        var written = mismatch < 0 ? bytes.length : mismatch;
        for (var at = written; at < bytes.length; at++) {
            if (bytes[at] != 0) {
                return false;
            }
        }
        return true;
    }

    /// Removes files of tasks that live again or have ended anew elsewhere: the engine that was to
    /// remove them was killed before. Their content is in the history.
    static void removeOutdated(Path folder, Contents contents) throws IOException {
        var done = folder.resolve(DoneFiles.FOLDER);
        if (!Files.isDirectory(done)) {
            return;
        }
        try (var files = Files.find(done, 2, (_, kind) -> kind.isRegularFile())) {
            for (var file : files.toList()) {
                if (isOutdated(folder.relativize(file), contents)) {
                    Files.delete(file);
                }
            }
        }
    }

    private static boolean isOutdated(Path file, Contents contents) {
        var name = file.getFileName().toString();
        if (file.getNameCount() != 3 || !name.endsWith(DoneFiles.SUFFIX)) {
            return false;
        }
        var id = TaskId.parse(name.substring(0, name.length() - DoneFiles.SUFFIX.length()));
        return id.filter(contents.state()::knows).isPresent()
                && contents.done().blob(file.toString()).isEmpty();
    }

    /// Puts blobs back into git that only the folder still has.
    static void heal(QueueRepository repository, Path folder, DoneFiles done) throws IOException {
        try (var pack = new Pack();
                var reader = repository.jgit().newObjectReader()) {
            for (var month : done.files().entrySet()) {
                for (var file : month.getValue().entrySet()) {
                    if (!reader.has(file.getValue(), Constants.OBJ_BLOB)) {
                        var path = folder.resolve(DoneFiles.FOLDER, month.getKey(), file.getKey());
                        Disk.read(path)
                                .filter(bytes -> GitObjects.blobId(bytes).equals(file.getValue()))
                                .ifPresent(bytes -> pack.add(Constants.OBJ_BLOB, bytes));
                    }
                }
            }
            if (!pack.isEmpty()) {
                var packed = pack.finished();
                packed.write(repository.packFolder());
                packed.keep(repository.packFolder());
                Disk.keepNames(repository.packFolder());
            }
        }
    }
}
