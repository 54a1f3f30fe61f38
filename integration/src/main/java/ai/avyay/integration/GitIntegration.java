package ai.avyay.integration;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Integration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Integration by git: candidates are made in the hub's objects, the branch moves by
/// compare-and-set, and the user's repository is only ever moved forward.
///
/// Safe for use by many threads. A call that died half way is repeated; what it had done is found
/// again.
public final class GitIntegration implements Integration {
    private final HubObjects objects;
    private final ShippingBranch branch;
    private final UserCommits commits;
    private final Mirror mirror;
    private final Guard guard;

    public GitIntegration(BareHub hub) {
        objects = hub.objects();
        branch = hub.shipping();
        commits = new UserCommits(objects, hub.user());
        mirror = new Mirror(commits);
        guard = hub.guard();
    }

    @Override
    public Synchronized synchronize() {
        try {
            return guard.of(() -> new Synchronization(commits, branch).synchronize());
        } catch (UnreadableException e) {
            return new Synchronized(
                    branch.tip(), Optional.empty(), List.of(String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Prepared prepare(Task task) {
        var candidates = new Candidates(objects);
        return task.lastAttempt()
                .flatMap(Attempt::delivery)
                .map(work -> guard.of(work.commit(), () -> candidates.prepare(task)))
                .orElseGet(() -> candidates.prepare(task));
    }

    @Override
    public boolean ship(Stage.Intent intent) {
        return guard.of(
                intent.candidate(), () -> Uninterrupted.call("ship", () -> branch.ship(intent)));
    }

    @Override
    public Optional<CommitId> shipped(TaskId task, int attempt, Instant since) {
        return guard.of(() -> branch.shipped(new AttemptRef(task, attempt), since));
    }

    @Override
    public Optional<String> mirror() {
        try {
            return guard.of(mirror::mirror);
        } catch (UnreadableException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
