package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import java.util.List;

/// A request for a clone of `commit` from the hub, on a branch of its own, with private HOME and
/// TMPDIR.
///
/// @param purpose `agent`, or the name of a check: several workspaces of one attempt do not meet
/// @param without globs of files that are removed from the checkout before anything runs
public record WorkspaceOrder(
        AttemptRef attempt, String purpose, CommitId commit, List<String> without) {
    public WorkspaceOrder {
        without = List.copyOf(without);
    }

    /// A request for everything in `commit`.
    public WorkspaceOrder(AttemptRef attempt, String purpose, CommitId commit) {
        this(attempt, purpose, commit, List.of());
    }
}
