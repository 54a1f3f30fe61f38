package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import java.nio.file.Path;
import java.util.List;

/// One clone on one node, with what may be done in it.
public interface Workspace extends AutoCloseable {

    /// Runs a program in the sandbox until its whole process tree is gone, or goes on waiting for
    /// one that works here already. An interrupt kills the tree where it could not live on without
    /// the engine, and only lets go of it elsewhere.
    Exit run(Execution execution) throws InterruptedException;

    /// Brings the work into the hub under `order.attempt().ref()`; only when no process of the
    /// workspace is alive.
    ///
    /// @throws NodeException if the work is refused: it does not descend from the start, is too
    ///   large or is malformed
    CommitId collect(CollectOrder order) throws InterruptedException;

    /// Copies the files that match `globs` below the root into the folder `into`, keeping their
    /// relative paths; links are not followed, and what exceeds `limitBytes` in all is left out.
    void fetch(List<String> globs, Path into, long limitBytes) throws InterruptedException;

    /// Kills what is left and removes the workspace.
    ///
    /// @throws NodeAwayException if the machine cannot be reached; then something may work there
    @Override
    void close();
}
