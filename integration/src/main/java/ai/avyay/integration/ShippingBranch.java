package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.engine.AttemptRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevWalk;

/// The branch of the hub that accepted work goes to. It only ever moves forward, by
/// compare-and-set.
final class ShippingBranch {
    static final String NAME = "avyay/main";
    static final String REF = "refs/heads/" + NAME;

    /// Older commits are not searched for what was shipped.
    private static final int MOST_SEARCHED = 50_000;

    private static final int MOST_TRIES = 100;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final HubObjects objects;
    private final Durable durable;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<AttemptRef, Shipped> shipped = new HashMap<>();
    private Optional<CommitId> searched = Optional.empty();

    ShippingBranch(HubObjects objects) {
        this.objects = objects;
        durable = new Durable(objects.repository().getDirectory().toPath(), InstantSource.system());
    }

    CommitId tip() {
        return objects.tip();
    }

    /// Moves the branch; true if it stands at the candidate afterwards.
    boolean ship(Stage.Intent intent) {
        if (!objects.descends(intent.candidate(), intent.onto())) {
            throw new IntegrationException(
                    "%s does not descend from %s and cannot ship: prepare the task again"
                            .formatted(intent.candidate(), intent.onto()));
        }
        lock.lock();
        try {
            return HubObjects.reading("moving " + NAME, () -> compareAndSet(intent, MOST_TRIES));
        } finally {
            lock.unlock();
        }
    }

    /// Another process may hold git's lock on the branch for a moment.
    private boolean compareAndSet(Stage.Intent intent, int tries) throws IOException {
        var folder = objects.repository().getDirectory().toPath();
        if (tip().equals(intent.candidate())) {
            return true;
        }
        if (!tip().equals(intent.onto())) {
            return false;
        }
        durable.folders();
        var update = objects.repository().updateRef(REF);
        update.setExpectedOldObjectId(HubObjects.id(intent.onto()));
        update.setNewObjectId(HubObjects.id(intent.candidate()));
        return switch (update.update()) {
            case FAST_FORWARD, NO_CHANGE -> {
                durable.folders();
                yield true;
            }
            case LOCK_FAILURE -> {
                if (tries <= 1) {
                    throw stuck(folder, update.getResult());
                }
                LockSupport.parkNanos(PAUSE.toNanos());
                yield compareAndSet(intent, tries - 1);
            }
            case REJECTED,
                    NEW,
                    FORCED,
                    IO_FAILURE,
                    NOT_ATTEMPTED,
                    RENAMED,
                    REJECTED_CURRENT_BRANCH,
                    REJECTED_MISSING_OBJECT,
                    REJECTED_OTHER_REASON ->
                    throw stuck(folder, update.getResult());
        };
    }

    private static IntegrationException stuck(Path folder, RefUpdate.Result result) {
        return new IntegrationException(
                "%s cannot be moved (%s): if no git runs there, remove %s.lock"
                        .formatted(NAME, result, folder.resolve(REF)));
    }

    /// A commit of the branch that carries an attempt's trailers.
    private record Shipped(CommitId commit, Instant at) {}

    /// The newest commit of the branch that carries the trailers of this attempt and was made at
    /// `since` or later; the branch itself is the truth.
    Optional<CommitId> shipped(AttemptRef attempt, Instant since) {
        lock.lock();
        try {
            HubObjects.reading("searching " + NAME, this::search);
            // Commits carry whole seconds.
            return Optional.ofNullable(shipped.get(attempt))
                    .filter(one -> !one.at().isBefore(since.truncatedTo(ChronoUnit.SECONDS)))
                    .map(Shipped::commit);
        } finally {
            lock.unlock();
        }
    }

    private boolean search() throws IOException {
        var tip = tip();
        if (searched.equals(Optional.of(tip))) {
            return false;
        }
        var found = new HashMap<AttemptRef, Shipped>();
        try (var walk = new RevWalk(objects.repository())) {
            walk.markStart(walk.parseCommit(HubObjects.id(tip)));
            if (searched.isPresent()) {
                walk.markUninteresting(walk.parseCommit(HubObjects.id(searched.get())));
            }
            var count = 0;
            for (var commit = walk.next();
                    commit != null && count < MOST_SEARCHED;
                    commit = walk.next()) {
                var one =
                        new Shipped(
                                HubObjects.id((ObjectId) commit),
                                commit.getCommitterIdent().getWhenAsInstant());
                Message.attempt(commit).ifPresent(attempt -> found.putIfAbsent(attempt, one));
                count++;
            }
        }
        shipped.putAll(found);
        searched = Optional.of(tip);
        return true;
    }
}
