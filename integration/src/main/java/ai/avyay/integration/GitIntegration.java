package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Integration;
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

    public GitIntegration(BareHub hub) {
        objects = hub.objects();
        branch = hub.shipping();
        commits = new UserCommits(objects, hub.user());
        mirror = new Mirror(commits);
    }

    @Override
    public Synchronized synchronize() {
        return new Synchronization(commits, branch).synchronize();
    }

    @Override
    public Prepared prepare(Task task) {
        return new Candidates(objects).prepare(task);
    }

    @Override
    public boolean ship(Stage.Intent intent) {
        return Uninterrupted.call("ship", () -> branch.ship(intent));
    }

    @Override
    public Optional<CommitId> shipped(TaskId task, int attempt) {
        return branch.shipped(task, attempt);
    }

    @Override
    public Optional<String> mirror() {
        return mirror.mirror();
    }
}
