package ai.avyay.nodes.ssh;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.NodeException;
import ai.avyay.engine.Workspace;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A workspace on a machine that is reached over SSH. One thing is done in it at a time.
final class SshWorkspace implements Workspace {
    private static final Logger LOG = LoggerFactory.getLogger(SshWorkspace.class);

    private final Machine machine;
    private final Place place;
    private int runs;

    SshWorkspace(Machine machine, Place place) {
        this.machine = machine;
        this.place = place;
    }

    /// The first run that is asked for is the first that there is, whoever started it.
    @Override
    public Exit run(Execution execution) throws InterruptedException {
        runs++;
        return new RemoteRun(machine, place, runs, execution).perform();
    }

    @Override
    public CommitId collect(CollectOrder order) throws InterruptedException {
        return Retrying.until(() -> new RemoteCollection(machine, place).collect(order));
    }

    @Override
    public void fetch(List<String> globs, Path into, long limitBytes) throws InterruptedException {
        Retrying.until(() -> {
            new RemoteFiles(machine, place).fetch(globs, into, limitBytes);
            return true;
        });
    }

    /// If the machine is away, a later sweep removes it.
    @Override
    public void close() {
        var interrupted = Thread.interrupted();
        try {
            machine.call(Scripts.REMOVE, List.of(place.path()), Machine.NOTHING, Machine.LONG);
        } catch (InterruptedException e) {
            interrupted = true;
        } catch (NodeAwayException e) {
            LOG.info("{}: the workspace {} stays until it is back", machine.name(), place.path());
        } catch (NodeException e) {
            LOG.warn("{}", e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
