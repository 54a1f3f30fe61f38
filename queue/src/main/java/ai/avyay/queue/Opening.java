package ai.avyay.queue;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.Documents;
import ai.avyay.domain.Event;
import ai.avyay.domain.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;

/// Finds the last good commit and reads the state it holds.
///
/// A commit is good if its files can be read and its body holds events. From a damaged one the way
/// leads to its parent, and from a branch that names nothing to the newest good commit among all
/// objects.
final class Opening {
    private final QueueRepository repository;
    private final Path folder;
    private final List<String> notices = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();
    private boolean isForeign;

    Opening(QueueRepository repository, Path folder) {
        this.repository = repository;
        this.folder = folder;
    }

    /// A good commit and what it holds.
    record Found(ObjectId tip, Contents contents) {}

    List<String> notices() {
        return notices;
    }

    Found find(Instant now) throws IOException {
        repository.replay().perform().ifPresent(notices::add);
        Optional<ObjectId> named = Optional.empty();
        var damaged = false;
        try {
            named = repository.branch().tip();
        } catch (IOException unreadable) {
            damaged = true;
            notices.add("the branch of queue/ was damaged (" + unreadable.getMessage() + ")");
        }
        try (var reader = repository.jgit().newObjectReader()) {
            if (named.isPresent()) {
                var good = upwards(reader, named.get(), named.get());
                if (good.isPresent()) {
                    return good.get();
                }
                damaged = true;
            }
            var commits = new LostCommits(repository, reader).newestFirst();
            for (var lost : commits) {
                var found = upwards(reader, lost, named.orElse(ObjectId.zeroId()));
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        if (damaged) {
            notices.add("no commit of queue/ can be read any more, an empty queue was started");
        }
        return first(named.orElse(ObjectId.zeroId()), now);
    }

    /// The first good commit on the way from `start` to its ancestors, which the branch then names.
    ///
    /// @param named what the branch names now
    private Optional<Found> upwards(ObjectReader reader, ObjectId start, ObjectId named)
            throws IOException {
        var id = start;
        var seen = new HashSet<ObjectId>();
        while (!id.equals(ObjectId.zeroId()) && seen.add(id)) {
            Revision revision;
            try {
                revision = Revision.read(reader, id);
            } catch (IOException unreadable) {
                notices.add(
                        "commit %s of queue/ cannot be read (%s)"
                                .formatted(id.abbreviate(10).name(), unreadable.getMessage()));
                return Optional.empty();
            }
            var found = read(reader, revision);
            if (found.isPresent()) {
                return Optional.of(
                        id.equals(named) ? found.get() : moved(named, found.get(), revision));
            }
            id = revision.parent();
        }
        return Optional.empty();
    }

    private Optional<Found> read(ObjectReader reader, Revision revision) {
        try {
            if (!revision.isComplete()) {
                throw new IOException("files are missing in it");
            }
            checkOurs(revision);
            return Optional.of(new Found(revision.id(), contents(reader, revision)));
        } catch (IOException | DocumentException bad) {
            unusable.add(
                    "commit %s of queue/ (%s) cannot be used: %s"
                            .formatted(
                                    revision.id().abbreviate(10).name(),
                                    revision.subject(),
                                    bad.getMessage()));
            return Optional.empty();
        }
    }

    /// A commit whose body holds no events was made by somebody else; the branch is moved off it,
    /// and it stays under a name of its own.
    private void checkOurs(Revision revision) {
        try {
            revision.events();
        } catch (DocumentException foreign) {
            isForeign = true;
            throw foreign;
        }
    }

    private Contents contents(ObjectReader reader, Revision revision) throws IOException {
        var live =
                QueueText.read(
                        Contents.QUEUE,
                        Documents.decoded(Contents.QUEUE, Revision.blob(reader, revision.queue())));
        var engine =
                EngineText.read(
                        Contents.ENGINE,
                        Documents.decoded(
                                Contents.ENGINE, Revision.blob(reader, revision.engine())));
        var ended = new EndedTasks(repository, folder, notices).read(revision.done());
        return Contents.of(new State(live, ended, engine), revision.done());
    }

    private Found moved(ObjectId from, Found found, Revision revision) throws IOException {
        var more = unusable.size() - 1;
        unusable.stream()
                .findFirst()
                .map(first -> more == 0 ? first : first + " (nor can " + more + " before it)")
                .ifPresent(notices::add);
        notices.add(
                "queue/ goes on from commit %s (%s) of %s"
                        .formatted(
                                revision.id().abbreviate(10).name(),
                                revision.subject(),
                                revision.at()));
        repository.commits().move(isForeign ? found.tip() : from, found.tip());
        EndedTasks.heal(repository, folder, found.contents().done());
        return found;
    }

    private Found first(ObjectId from, Instant now) throws IOException {
        var contents = Contents.of(State.EMPTY, DoneFiles.NONE);
        List<Event> none = List.of();
        try (var pack = new Pack()) {
            pack.add(Constants.OBJ_BLOB, contents.queue().content());
            pack.add(Constants.OBJ_BLOB, contents.engine().content());
            var tree = contents.tree(pack, contents);
            var tip =
                    pack.add(
                            Constants.OBJ_COMMIT,
                            GitObjects.commit(
                                    tree,
                                    ObjectId.zeroId(),
                                    now,
                                    Revision.message("queue: started", none)));
            repository.commits().add(from, tip, pack.finished());
            return new Found(tip, contents);
        }
    }
}
