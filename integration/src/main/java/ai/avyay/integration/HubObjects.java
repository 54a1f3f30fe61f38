package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/// Commits and refs of the hub.
record HubObjects(Repository repository, HubSettings.Identity author) {

    /// What is done with git's objects; what fails below becomes one exception that names the
    /// action.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    static <T> T reading(String action, Reading<T> reading) {
        try {
            return reading.read();
        } catch (MissingObjectException e) {
            throw new UnreadableException(
                    "%s: the hub misses %s; if it was made anew since, retry the task"
                            .formatted(action, e.getObjectId().name()),
                    e);
        } catch (IOException e) {
            throw new UnreadableException("%s: %s".formatted(action, e.getMessage()), e);
        }
    }

    static ObjectId id(CommitId commit) {
        return ObjectId.fromString(commit.value());
    }

    static CommitId id(ObjectId commit) {
        return new CommitId(commit.name());
    }

    Optional<CommitId> read(String ref) {
        return reading(
                "reading " + ref,
                () -> {
                    var found = repository.exactRef(ref);
                    var target = found == null ? null : found.getObjectId();
                    return target == null ? Optional.empty() : Optional.of(id(target));
                });
    }

    CommitId tip() {
        return read(ShippingBranch.REF)
                .orElseThrow(() ->
                        new UnreadableException(
                                "%s has lost its branch %s"
                                        .formatted(
                                                repository.getDirectory(), ShippingBranch.NAME)));
    }

    /// Points a ref of the engine's own at `commit`, wherever it pointed before.
    void point(String ref, CommitId commit) {
        var result =
                reading(
                        "writing " + ref,
                        () -> {
                            var update = repository.updateRef(ref);
                            update.setNewObjectId(id(commit));
                            return update.forceUpdate();
                        });
        switch (result) {
            case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
            case LOCK_FAILURE,
                    IO_FAILURE,
                    REJECTED,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON,
                    NOT_ATTEMPTED,
                    RENAMED ->
                    throw new IntegrationException(
                            "%s of %s cannot be written (%s): look for a lock file left there"
                                    .formatted(ref, repository.getDirectory(), result));
        }
    }

    void remove(String ref) {
        reading(
                "removing " + ref,
                () -> {
                    var update = repository.updateRef(ref);
                    update.setForceUpdate(true);
                    return update.delete();
                });
    }

    boolean has(CommitId commit) {
        return reading(
                "looking for " + commit, () -> repository.getObjectDatabase().has(id(commit)));
    }

    RevCommit commit(CommitId commit) {
        return reading(
                "reading " + commit.abbreviated(),
                () -> {
                    try (var walk = new RevWalk(repository)) {
                        var parsed = walk.parseCommit(id(commit));
                        walk.parseBody(parsed);
                        return parsed;
                    }
                });
    }

    /// Whether `ancestor` is `commit` or one of its ancestors.
    boolean descends(CommitId commit, CommitId ancestor) {
        return reading(
                "comparing " + commit.abbreviated() + " with " + ancestor.abbreviated(),
                () -> {
                    try (var walk = new RevWalk(repository)) {
                        return walk.isMergedInto(
                                walk.parseCommit(id(ancestor)), walk.parseCommit(id(commit)));
                    }
                });
    }

    Optional<CommitId> mergeBase(CommitId one, CommitId other) {
        return reading(
                "comparing " + one.abbreviated() + " with " + other.abbreviated(),
                () -> {
                    try (var walk = new RevWalk(repository)) {
                        walk.setRevFilter(RevFilter.MERGE_BASE);
                        walk.markStart(walk.parseCommit(id(one)));
                        walk.markStart(walk.parseCommit(id(other)));
                        return Optional.ofNullable(walk.next()).map(HubObjects::id);
                    }
                });
    }

    /// A commit that is to be written.
    ///
    /// @param at the time it carries, so that the same work gives the same commit
    record NewCommit(ObjectId tree, List<ObjectId> parents, String message, Instant at) {
        NewCommit {
            parents = List.copyOf(parents);
        }
    }

    CommitId write(NewCommit commit) {
        var builder = new CommitBuilder();
        builder.setTreeId(commit.tree());
        builder.setParentIds(commit.parents());
        builder.setMessage(commit.message());
        builder.setAuthor(person(author, commit.at()));
        builder.setCommitter(person(HubSettings.Identity.AVYAY, commit.at()));
        return reading(
                "writing a commit",
                () -> {
                    try (var inserter = repository.newObjectInserter()) {
                        var written = inserter.insert(builder);
                        inserter.flush();
                        return id(written);
                    }
                });
    }

    private static PersonIdent person(HubSettings.Identity identity, Instant at) {
        return new PersonIdent(identity.name(), identity.email(), at, ZoneOffset.UTC);
    }
}
