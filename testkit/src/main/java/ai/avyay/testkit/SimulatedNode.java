package ai.avyay.testkit;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Node;
import ai.avyay.engine.NodeAwayException;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.planning.Contact;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

/// A node whose agents are functions in the test.
public final class SimulatedNode implements Node {
    private final String name;
    private final SimulatedHub hub;
    private final boolean remote;
    private final Map<AttemptRef, SimulatedWorkspace> taken = new ConcurrentHashMap<>();
    private final Map<TaskId, Work> works = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Optional<Set<AttemptRef>> kept = Optional.empty();
    private volatile Contact contact = new Contact.Answered(Contact.Vitals.UNKNOWN);

    /// What an agent does with the files of its workspace.
    @FunctionalInterface
    public interface Work {
        Exit on(Map<String, String> files, int attempt) throws InterruptedException;
    }

    public SimulatedNode(String name, SimulatedHub hub) {
        this(name, hub, false);
    }

    /// @param remote whether what works here outlives the engine
    SimulatedNode(String name, SimulatedHub hub, boolean remote) {
        this.name = name;
        this.hub = hub;
        this.remote = remote;
    }

    /// Says what the agent does for `task`; without it, it writes a file of the task's name.
    public void whenAsked(TaskId task, Work work) {
        works.put(task, work);
    }

    /// How many workspaces are open.
    public int openWorkspaces() {
        return open.get();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> uncontained() {
        return List.of("everything: nothing is really run here");
    }

    @Override
    public Contact contact() {
        return contact;
    }

    /// Says how the node answers from now on.
    public void answers(Contact changed) {
        contact = changed;
    }

    @Override
    public Workspace open(WorkspaceOrder order) {
        if (contact instanceof Contact.Away(var reason)) {
            throw new NodeAwayException(reason);
        }
        return remote && order.purpose().equals("agent")
                ? taken.computeIfAbsent(order.attempt(), _ -> make(order))
                : make(order);
    }

    private SimulatedWorkspace make(WorkspaceOrder order) {
        open.incrementAndGet();
        return new SimulatedWorkspace(order.attempt(), new TreeMap<>(hub.files(order.commit())));
    }

    @Override
    public void sweep(Set<AttemptRef> live) {
        kept = Optional.of(Set.copyOf(live));
    }

    /// The attempts whose workspaces were to stay when it was last swept; empty if it never was.
    public Optional<Set<AttemptRef>> kept() {
        return kept;
    }

    private final class SimulatedWorkspace implements Workspace {
        private final AttemptRef attempt;
        private final Map<String, String> files;
        private final FutureTask<Exit> work;

        SimulatedWorkspace(AttemptRef attempt, Map<String, String> files) {
            this.attempt = attempt;
            this.files = files;
            this.work = new FutureTask<>(this::work);
        }

        /// On a machine of its own, the program does not need anybody to wait for it.
        @Override
        public Exit run(Execution execution) throws InterruptedException {
            if (!remote) {
                return work();
            }
            Thread.startVirtualThread(work);
            try {
                return work.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }

        private Exit work() throws InterruptedException {
            return works.getOrDefault(attempt.task(), this::writeOwnFile)
                    .on(files, attempt.number());
        }

        private Exit writeOwnFile(Map<String, String> tree, int number) {
            tree.put(attempt.task() + ".txt", "attempt " + number);
            return new Exit.Exited(0);
        }

        @Override
        public CommitId collect(CollectOrder order) {
            return hub.commit(files);
        }

        @Override
        public void fetch(List<String> globs, Path into, long limitBytes) {}

        @Override
        public void close() {
            if (contact instanceof Contact.Away(var reason)) {
                throw new NodeAwayException(reason);
            }
            work.cancel(true);
            taken.remove(attempt, this);
            open.decrementAndGet();
        }
    }
}
