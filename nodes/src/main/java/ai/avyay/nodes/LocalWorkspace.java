package ai.avyay.nodes;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Hub;
import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// A workspace on this machine. One thing is done in it at a time.
final class LocalWorkspace implements Workspace {
    /// What a workspace needs of its node.
    record Means(
            WorkspaceFolders workspaces,
            Sandbox sandbox,
            Launcher launcher,
            Hub hub,
            WorkspaceLimits limits) {}

    private final Folders folders;
    private final Means means;
    private final ReentrantLock use = new ReentrantLock();
    private Optional<Launcher.Coming> first;

    /// @param first the shell for the first run
    LocalWorkspace(Folders folders, Means means, Launcher.Coming first) {
        this.folders = folders;
        this.means = means;
        this.first = Optional.of(first);
    }

    @Override
    public Exit run(Execution execution) throws InterruptedException {
        use.lockInterruptibly();
        try (var log = BoundedLog.create(execution.log(), execution.bounds().logBytes())) {
            var exit = run(execution, log);
            refuseFullDisk(exit);
            return exit;
        } catch (IOException e) {
            throw failure("the log " + execution.log() + " cannot be written", e);
        } finally {
            use.unlock();
        }
    }

    private Exit run(Execution execution, BoundedLog log) throws InterruptedException {
        Confinement started;
        try {
            var enclosure = enclosure(execution);
            started =
                    Confinement.start(
                            shell(), means.sandbox(), enclosure, execution.command(), true);
        } catch (IOException e) {
            return new Exit.NotStarted(String.valueOf(e.getMessage()));
        }
        try (var confinement = started) {
            return new Supervision(
                            confinement,
                            execution.bounds(),
                            means.limits(),
                            writable(execution.surroundings()),
                            log)
                    .await();
        }
    }

    private Launcher.Coming shell() {
        var shell = first.orElseGet(means.launcher()::prepare);
        first = Optional.empty();
        return shell;
    }

    /// A run that failed on a full disk says nothing about the work.
    private void refuseFullDisk(Exit exit) throws IOException {
        var free = Files.getFileStore(folders.root()).getUsableSpace();
        if (!exit.equals(new Exit.Exited(0)) && free < means.limits().spareBytes()) {
            throw new NodeException(
                    "%s: the disk of %s is full, make room there"
                            .formatted(means.workspaces().node(), means.workspaces().root()));
        }
    }

    private List<Path> writable(Execution.Surroundings surroundings) {
        var own = Stream.of(folders.tree(), folders.home(), folders.temporary(), folders.layers());
        var kept =
                surroundings.layers().stream()
                        .filter(layer -> layer.writes() == Execution.Writes.KEPT)
                        .map(Execution.Layer::base);
        return Stream.concat(own, kept).toList();
    }

    private Enclosure enclosure(Execution execution) throws IOException, InterruptedException {
        var places = new Places(folders, means.sandbox().remaps());
        var hidden = List.of(means.hub().location(), means.workspaces().root());
        return new Furnishing(folders, places, hidden)
                .enclosure(execution.surroundings(), execution.environment());
    }

    @Override
    public CommitId collect(CollectOrder order) throws InterruptedException {
        use.lockInterruptibly();
        try {
            if (Files.notExists(folders.root())) {
                throw new NodeAwayException(
                        "%s: the workspace %s is gone"
                                .formatted(means.workspaces().node(), folders.root()));
            }
            return new Collection(
                            folders,
                            means.sandbox(),
                            means.launcher(),
                            means.hub(),
                            means.limits().resultBytes())
                    .collect(order);
        } catch (IOException e) {
            throw failure("the work of " + order.attempt() + " could not be collected", e);
        } finally {
            use.unlock();
        }
    }

    @Override
    public void fetch(List<String> globs, Path into, long limitBytes) throws InterruptedException {
        use.lockInterruptibly();
        try {
            Matches.of(folders.tree(), globs, new ReportCopy(into, limitBytes));
        } catch (IOException e) {
            throw failure("files could not be copied to " + into, e);
        } finally {
            use.unlock();
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public void close() {
        use.lock();
        try {
            first.ifPresent(Launcher.Coming::close);
            means.workspaces().remove(folders.root());
        } catch (IOException e) {
            throw failure("the workspace " + folders.root() + " could not be removed", e);
        } finally {
            use.unlock();
        }
    }

    private NodeException failure(String what, IOException cause) {
        return new NodeException(
                means.workspaces().node() + ": " + what + ": " + cause.getMessage(), cause);
    }
}
