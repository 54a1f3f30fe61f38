package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.domain.Task;
import ai.avyay.engine.QueueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;

/// The history of the queue, for people: what happened, what differs between two revisions, and
/// what the queue held at one.
///
/// It reads beside an engine that runs. A revision is whatever git takes for one (`HEAD~3`, a
/// commit, a branch), an age such as `20 minutes ago`, or a time such as `2026-05-10T12:00:00Z`.
/// Every method throws a [QueueException] if the queue cannot be read, and an
/// `IllegalArgumentException` that says what to do if a revision is not known.
public final class QueueHistory implements AutoCloseable {
    private static final int LONGEST_LOG = 10_000;

    private final Path folder;
    private final Repository jgit;
    private final RevisionNames names;

    private QueueHistory(Path folder, Repository jgit, RevisionNames names) {
        this.folder = folder;
        this.jgit = jgit;
        this.names = names;
    }

    /// The history of the queue in `folder`.
    ///
    /// @throws QueueException if there is no queue
    public static QueueHistory open(Path folder, InstantSource clock) {
        if (!Files.isDirectory(folder.resolve(".git"))) {
            throw new QueueException("there is no queue in " + folder + ", run `avyay init` first");
        }
        try {
            var jgit = QueueRepository.jgit(folder);
            return new QueueHistory(folder, jgit, new RevisionNames(jgit, clock));
        } catch (IOException failed) {
            throw unreadable(folder, failed);
        }
    }

    /// Whether the queue in `folder` has a history whose newest commit can be read; if it has none
    /// though there is a repository, opening the queue finds it again.
    public static boolean isThere(Path folder) {
        try (var jgit = QueueRepository.jgit(folder);
                var reader = jgit.newObjectReader()) {
            var tip = jgit.resolve(Branch.NAME);
            return tip != null && reader.has(tip);
        } catch (IOException damaged) {
            return false;
        }
    }

    /// One change.
    ///
    /// @param commit its full name in git
    /// @param at when it happened, to the second
    /// @param events the facts as JSON, one a line
    public record Entry(String commit, Instant at, String subject, String events) {}

    /// What the queue held at a revision.
    ///
    /// @param commit the full name of the revision in git
    /// @param live the live tasks
    public record Snapshot(String commit, Instant at, String subject, List<Task> live) {
        public Snapshot {
            live = List.copyOf(live);
        }
    }

    /// The newest `limit` changes, newest first.
    public List<Entry> log(int limit) {
        return reading(() -> {
            var entries = new ArrayList<Entry>();
            try (var reader = jgit.newObjectReader()) {
                var id = names.resolve("HEAD");
                var most = Math.min(limit, LONGEST_LOG);
                while (entries.size() < most && !id.equals(ObjectId.zeroId())) {
                    var revision = Revision.read(reader, id);
                    entries.add(entry(revision));
                    id = revision.parent();
                }
            }
            return entries;
        });
    }

    private static Entry entry(Revision revision) {
        return new Entry(revision.id().name(), revision.at(), revision.subject(), revision.body());
    }

    /// What differs between two revisions, task by task in the order of their ids; ended tasks
    /// included.
    public List<TaskDifference> diff(String from, String to) {
        return reading(() -> {
            try (var reader = jgit.newObjectReader()) {
                var before = Revision.read(reader, names.resolve(from));
                var after = Revision.read(reader, names.resolve(to));
                return TaskTexts.differences(
                        TaskTexts.of(reader, before, after.done()),
                        TaskTexts.of(reader, after, before.done()));
            }
        });
    }

    /// The live tasks at `revision`.
    public Snapshot at(String revision) {
        return reading(() -> {
            try (var reader = jgit.newObjectReader()) {
                var found = Revision.read(reader, names.resolve(revision));
                var text = Documents.decoded(Contents.QUEUE, Revision.blob(reader, found.queue()));
                var live = QueueText.read(Contents.QUEUE, text);
                return new Snapshot(
                        found.id().name(), found.at(), found.subject(), List.copyOf(live.values()));
            }
        });
    }

    /// Copies the present state to the new git branch `name` of the queue's repository.
    ///
    /// @return the commit that it names
    public String branch(String name) {
        return reading(() -> {
            var ref = "refs/heads/" + name;
            if (!Repository.isValidRefName(ref) || name.startsWith("-")) {
                throw new IllegalArgumentException(
                        "'%s' is no name for a branch, use letters, digits, dashes, and single dots or slashes between them"
                                .formatted(name));
            }
            if (jgit.exactRef(ref) != null) {
                throw new IllegalArgumentException(
                        "there is a branch '%s' in %s already, choose another name"
                                .formatted(name, folder));
            }
            return branch(ref, name);
        });
    }

    private String branch(String ref, String name) throws IOException {
        var update = jgit.updateRef(ref);
        var tip = names.resolve("HEAD");
        update.setNewObjectId(tip);
        update.setExpectedOldObjectId(ObjectId.zeroId());
        update.disableRefLog();
        try (var walk = new RevWalk(jgit)) {
            if (update.update(walk) != RefUpdate.Result.NEW) {
                throw new QueueException(
                        "the branch '%s' could not be made (%s), choose another name"
                                .formatted(name, update.getResult()));
            }
        }
        return tip.name();
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    private <T> T reading(Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException | DocumentException failed) {
            throw unreadable(folder, failed);
        }
    }

    private static QueueException unreadable(Path folder, Exception failed) {
        return new QueueException(
                "the history in %s cannot be read (%s), `git fsck` there says more"
                        .formatted(folder, failed.getMessage()),
                failed);
    }

    @Override
    public void close() {
        jgit.close();
    }
}
