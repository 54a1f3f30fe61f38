package ai.avyay.engine;

import ai.avyay.domain.CommitId;

/// A request for a clone of `commit` from the hub, on a branch of its own, with private HOME and
/// TMPDIR.
///
/// @param purpose `agent`, or the name of a check: several workspaces of one attempt do not meet
public record WorkspaceOrder(AttemptRef attempt, String purpose, CommitId commit) {}
