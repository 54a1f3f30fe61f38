package ai.avyay.bench;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.CollectOrder;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.Node;
import ai.avyay.engine.Workspace;
import ai.avyay.engine.WorkspaceOrder;
import ai.avyay.planning.Contact;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A node that notes when the first workspace of each task, which is that of its agent, was asked
/// for, was there, and was used.
record StopWatch(Node node, Map<TaskId, Times> times) implements Node {
    StopWatch(Node node) {
        this(node, new ConcurrentHashMap<>());
    }

    record Times(Instant opening, Instant opened, Instant run) {}

    Times of(TaskId task) {
        return Optional.ofNullable(times.get(task)).orElseThrow();
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public List<String> uncontained() {
        return node.uncontained();
    }

    @Override
    public Contact contact() throws InterruptedException {
        return node.contact();
    }

    @Override
    public Workspace open(WorkspaceOrder order) throws InterruptedException {
        var opening = Instant.now();
        var workspace = node.open(order);
        var opened = Instant.now();
        return new Timed(
                workspace,
                () ->
                        times.putIfAbsent(
                                order.attempt().task(), new Times(opening, opened, Instant.now())));
    }

    @Override
    public void sweep(Set<AttemptRef> live) {
        node.sweep(live);
    }

    private record Timed(Workspace workspace, Runnable used) implements Workspace {
        @Override
        public Exit run(Execution execution) throws InterruptedException {
            used.run();
            return workspace.run(execution);
        }

        @Override
        public CommitId collect(CollectOrder order) throws InterruptedException {
            return workspace.collect(order);
        }

        @Override
        public void fetch(List<String> globs, Path into, long limitBytes)
                throws InterruptedException {
            workspace.fetch(globs, into, limitBytes);
        }

        @Override
        public void close() {
            workspace.close();
        }
    }
}
