package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.documents.Place;
import ai.avyay.domain.EndedTask;
import ai.avyay.domain.EngineState;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.QueueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// The queue as its files stand, for those who only look: no lock, no git, nothing is mended.
///
/// Safe beside whoever writes, since each file is replaced at once.
public final class QueueReading {
    private static final int MOST_TRIES = 20;

    private final Path folder;

    public QueueReading(Path folder) {
        this.folder = folder;
    }

    /// The live tasks; none if there is no queue yet.
    ///
    /// @throws DocumentException if a person left the file so that it cannot be read
    public PSortedMap<TaskId, Task> live() {
        return text(folder.resolve(Contents.QUEUE))
                .map(text -> refusedIfEmpty(Contents.QUEUE, text))
                .map(text -> QueueText.read(Contents.QUEUE, text))
                .orElseGet(TreePMap::empty);
    }

    /// Everything that is recorded, the ended tasks in short.
    ///
    /// A task that is brought back or ends at this moment moves between files; then they are read
    /// again.
    public State state() {
        for (var tries = 1; tries < MOST_TRIES; tries++) {
            var before = text(folder.resolve(Contents.QUEUE));
            var state = once();
            if (before.equals(text(folder.resolve(Contents.QUEUE)))) {
                return state;
            }
        }
        return once();
    }

    private State once() {
        var engine =
                text(folder.resolve(Contents.ENGINE))
                        .map(text -> refusedIfEmpty(Contents.ENGINE, text))
                        .map(text -> EngineText.read(Contents.ENGINE, text))
                        .orElse(EngineState.NEW);
        var live = live();
        PMap<TaskId, EndedTask> ended = HashTreePMap.empty();
        for (var task : endedTasks()) {
            if (!live.containsKey(task.id())) {
                ended = ended.plus(task.id(), EndedTask.of(task));
            }
        }
        return new State(live, ended, engine);
    }

    /// The whole of a task that has ended.
    public Optional<Task> ended(TaskId id) {
        return months().stream()
                .map(month -> month.resolve(DoneFiles.fileName(id)))
                .flatMap(file -> readEnded(file).stream())
                .findFirst();
    }

    /// The live tasks of the `queue.json` that `text` is.
    ///
    /// @param name what it is called in a complaint
    public static PSortedMap<TaskId, Task> parse(String name, String text) {
        return QueueText.read(name, text);
    }

    /// `task` as it stands in the files.
    public static String json(Task task) {
        return JsonText.lines(TaskText.write(task), 0);
    }

    private List<Task> endedTasks() {
        return months().stream()
                .flatMap(month -> list(month).stream())
                .filter(file -> file.toString().endsWith(".json"))
                .toList()
                .parallelStream()
                .flatMap(file -> readEnded(file).stream())
                .toList();
    }

    private List<Path> months() {
        var done = folder.resolve(DoneFiles.FOLDER);
        return Files.isDirectory(done)
                ? list(done).stream().filter(Files::isDirectory).sorted().toList()
                : List.of();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    /// A file that is moved away at this moment, or that a person damaged, is left out.
    private static Optional<Task> readEnded(Path file) {
        try {
            var id = DoneFiles.id(String.valueOf(file.getFileName()));
            return text(file)
                    .map(text -> QueueText.readEnded(id, file.toString(), text))
                    .filter(task -> task.status().ended());
        } catch (DocumentException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /// An empty file is what a loss of power leaves, never what was written.
    private static String refusedIfEmpty(String name, String text) {
        if (text.isBlank()) {
            throw new DocumentException(name, Place.NOWHERE, "the file is empty");
        }
        return text;
    }

    private static Optional<String> text(Path file) {
        try {
            return Disk.read(file).map(bytes -> Documents.decoded(file.toString(), bytes));
        } catch (IOException failed) {
            throw unreadable(file, failed);
        }
    }

    private static QueueException unreadable(Path file, IOException failed) {
        return new QueueException(
                "%s cannot be read (%s), check its permissions"
                        .formatted(file, failed.getMessage()),
                failed);
    }
}
