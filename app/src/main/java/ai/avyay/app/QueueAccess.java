package ai.avyay.app;

import ai.avyay.documents.DocumentException;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import ai.avyay.queue.QueueHistory;
import ai.avyay.queue.QueueReading;
import ai.avyay.queue.TaskDifference;
import ai.avyay.queue.TaskFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// The queue as anybody may read it, without its lock: its files and their history.
public final class QueueAccess {
    private static final int MOST_TRIES = 20;

    private final Path folder;
    private final InstantSource clock;
    private final QueueReading files;
    private final Runnable mend;

    /// @param mend is called where the files cannot be read as they are; afterwards they may be
    QueueAccess(Path folder, InstantSource clock, Runnable mend) {
        this.folder = folder;
        this.clock = clock;
        this.files = new QueueReading(folder);
        this.mend = mend;
    }

    /// Tasks as they were read.
    ///
    /// @param remarks what was changed on the way, such as ids
    public record Imported(List<Request.NewTask> tasks, List<String> remarks) {
        public Imported {
            tasks = List.copyOf(tasks);
            remarks = List.copyOf(remarks);
        }
    }

    /// What the files hold; nothing if there are none yet.
    ///
    /// @throws DocumentException if they cannot be read, and could not be mended
    public State state() {
        try {
            return files.state();
        } catch (DocumentException broken) {
            mend.run();
            return files.state();
        }
    }

    /// The whole of a task, live or ended. One that moves from one to the other meanwhile is looked
    /// for again.
    public Optional<Task> task(TaskId id) {
        for (var tries = 0; tries < MOST_TRIES; tries++) {
            var state = state();
            var found = state.task(id).or(() -> ended(id));
            if (found.isPresent() || !state.knows(id)) {
                return found;
            }
        }
        return Optional.empty();
    }

    /// The whole of a task that has ended.
    public Optional<Task> ended(TaskId id) {
        return files.ended(id);
    }

    /// All tasks, the ended ones whole.
    public List<Task> tasks() {
        var state = state();
        var ended = state.ended().keySet().stream().sorted().flatMap(id -> ended(id).stream());
        return Stream.concat(state.live().values().stream(), ended).toList();
    }

    /// The newest `limit` changes, newest first.
    public List<QueueHistory.Entry> log(int limit) {
        return fromHistory(history -> history.log(limit));
    }

    /// What differs between two revisions.
    public List<TaskDifference> diff(String from, String to) {
        return fromHistory(history -> history.diff(from, to));
    }

    /// Keeps the present state under a git branch of the queue.
    public void branch(String name) {
        fromHistory(history -> history.branch(name));
    }

    /// The tasks that `pages` hold.
    ///
    /// @throws DocumentException if a page is not as it should be
    public Imported read(List<Wish.Page> pages, Instant now) {
        var tasks = new ArrayList<Request.NewTask>();
        var remarks = new ArrayList<String>();
        for (var page : pages) {
            var file = TaskFile.read(page.name(), page.text(), now);
            file.entries().forEach(entry -> tasks.add(entry.asked(now)));
            remarks.addAll(file.notices());
        }
        return new Imported(tasks, remarks);
    }

    /// The request that sets `now` back to `revision`.
    Request.Rewind rewind(String revision, State now) {
        var then = fromHistory(history -> history.at(revision));
        var ended =
                then.live().stream()
                        .filter(task -> now.ended().containsKey(task.id()))
                        .flatMap(task -> ended(task.id()).stream())
                        .toList();
        return new Request.Rewind(Phrases.commit(then.commit()), then.live(), ended);
    }

    /// `task` as it stands in the queue's files.
    public String json(Task task) {
        return QueueReading.json(task);
    }

    private <T> T fromHistory(Function<QueueHistory, T> question) {
        if (Files.isDirectory(folder.resolve(".git")) && !QueueHistory.isThere(folder)) {
            mend.run();
        }
        try (var history = QueueHistory.open(folder, clock)) {
            return question.apply(history);
        } catch (IllegalArgumentException unknown) {
            throw CommandException.refused(String.valueOf(unknown.getMessage()));
        }
    }
}
