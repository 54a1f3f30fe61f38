package ai.avyay.app;

import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Request;
import ai.avyay.queue.QueueReading;
import ai.avyay.queue.TaskImport;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// The queue's files in a folder, with their history in git.
final class GitQueueAccess implements QueueAccess {
    private final Path folder;
    private final QueueReading files;

    GitQueueAccess(Path folder) {
        this.folder = folder;
        this.files = new QueueReading(folder);
    }

    @Override
    public State state() {
        return files.state();
    }

    @Override
    public Optional<Task> ended(TaskId id) {
        return files.ended(id);
    }

    @Override
    public List<Scene.LogEntry> log(int limit) {
        return QueueGit.of(folder).log(limit);
    }

    @Override
    public List<String> diff(String from, String to) {
        return QueueGit.of(folder).diff(from, to);
    }

    @Override
    public void branch(String name) {
        QueueGit.of(folder).branch(name);
    }

    @Override
    public Imported read(List<Wish.Page> pages, Instant now) {
        var tasks = new ArrayList<Request.NewTask>();
        var remarks = new ArrayList<String>();
        var ids = new LinkedHashSet<TaskId>();
        for (var page : pages) {
            var read = TaskImport.read(page.name(), page.text(), now);
            for (var task : read.tasks()) {
                if (!ids.add(task.id())) {
                    throw CommandException.wrongUse(
                            "%s: %s is there twice, remove one".formatted(page.name(), task.id()));
                }
            }
            tasks.addAll(read.tasks());
            remarks.addAll(read.remarks());
        }
        return new Imported(tasks, remarks);
    }

    @Override
    public Request.Rewind rewind(String revision, State now) {
        var git = QueueGit.of(folder);
        var commit = git.commit(revision);
        var then =
                QueueReading.parse(revision, git.file(commit, "queue.json")).values().stream()
                        .toList();
        var ended =
                then.stream()
                        .filter(task -> now.ended().containsKey(task.id()))
                        .flatMap(task -> ended(task.id()).stream())
                        .toList();
        return new Request.Rewind(commit.substring(0, Math.min(10, commit.length())), then, ended);
    }

    @Override
    public String json(Task task) {
        return QueueReading.json(task);
    }
}
