package ai.avyay.engine;

import java.util.List;
import java.util.Set;

/// A machine that runs agents and checks in a sandbox.
public interface Node {
    String name();

    /// What the sandbox of this machine does not contain, in plain words; empty if it contains all
    /// that is promised.
    List<String> uncontained();

    /// Makes a workspace of its own for an attempt or a check.
    ///
    /// @throws NodeException if it cannot be made; nothing is left behind then
    Workspace open(WorkspaceOrder order) throws InterruptedException;

    /// Removes every workspace of this repository that belongs to none of `live`, and nothing else.
    void sweep(Set<AttemptRef> live);
}
