package ai.avyay.engine;

import ai.avyay.planning.Contact;
import java.util.List;
import java.util.Set;

/// A machine that runs agents and checks in a sandbox.
public interface Node {
    String name();

    /// What the sandbox of this machine does not contain, in plain words; empty if it contains all
    /// that is promised.
    List<String> uncontained();

    /// Asks the machine how it is; waits no longer than a connection may take.
    Contact contact() throws InterruptedException;

    /// Makes a workspace of its own for an attempt or a check. Where attempts outlive the engine,
    /// that of an agent is taken up again if it is there already.
    ///
    /// @throws NodeException if it cannot be made; nothing is left behind then
    /// @throws NodeAwayException if the machine cannot be reached
    Workspace open(WorkspaceOrder order) throws InterruptedException;

    /// Removes every workspace of this repository that belongs to none of `live`, and nothing else.
    void sweep(Set<AttemptRef> live);
}
