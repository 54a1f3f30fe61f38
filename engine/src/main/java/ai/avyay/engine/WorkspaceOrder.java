package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A request for a clone of `commit` from the hub, on a branch of its own, with private HOME and
/// TMPDIR.
///
/// @param purpose `agent`, or the name of a check: several workspaces of one attempt do not meet
/// @param without globs of files that are removed from the checkout before anything runs
/// @param holds the resources that the attempt holds, with how many may hold each at once: a
///   machine that several repositories share has them counted there as well
public record WorkspaceOrder(
        AttemptRef attempt,
        String purpose,
        CommitId commit,
        List<String> without,
        Map<String, Integer> holds) {
    public WorkspaceOrder {
        without = List.copyOf(without);
        holds = Collections.unmodifiableMap(new TreeMap<>(holds));
    }

    public WorkspaceOrder(
            AttemptRef attempt, String purpose, CommitId commit, List<String> without) {
        this(attempt, purpose, commit, without, Map.of());
    }

    /// A request for everything in `commit`.
    public WorkspaceOrder(AttemptRef attempt, String purpose, CommitId commit) {
        this(attempt, purpose, commit, List.of());
    }
}
