package ai.avyay.nodes.ssh;

import ai.avyay.domain.CommitId;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Workspace;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A workspace on a machine that is reached over SSH. One thing is done in it at a time.
final class SshWorkspace implements Workspace {
    private final Machine machine;
    private final Place place;
    private final Consumer<Place> closing;
    private int runs;

    /// @param closing kills what works there, and removes it
    SshWorkspace(Machine machine, Place place, Consumer<Place> closing) {
        this.machine = machine;
        this.place = place;
        this.closing = closing;
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

    @Override
    public void close() {
        closing.accept(place);
    }
}
