package ai.avyay.testkit;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.AttemptRef;
import ai.avyay.engine.Hub;
import ai.avyay.engine.Integration;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A hub and a shipping branch in memory: commits are numbered maps from path to text.
public final class SimulatedHub implements Hub, Integration {
    private final Map<CommitId, Map<String, String>> trees = new HashMap<>();
    private final Map<CommitId, Shipped> shipped = new HashMap<>();
    private final List<CommitId> branch = new ArrayList<>();

    private record Shipped(TaskId task, int attempt) {}

    public SimulatedHub(Map<String, String> files) {
        branch.add(commit(files));
    }

    /// Stores a tree and returns its commit.
    public synchronized CommitId commit(Map<String, String> files) {
        var id = new CommitId("%040x".formatted(trees.size() + 1));
        trees.put(id, new TreeMap<>(files));
        return id;
    }

    /// The files of a commit.
    public synchronized Map<String, String> files(CommitId commit) {
        return Map.copyOf(Objects.requireNonNull(trees.get(commit)));
    }

    /// The files of the shipping branch.
    public synchronized Map<String, String> shippedFiles() {
        return files(branch.getLast());
    }

    /// The tasks whose work is on the branch, in order; one that was shipped twice stands there
    /// twice.
    public synchronized List<TaskId> shippedTasks() {
        return branch.stream()
                .flatMap(commit -> Optional.ofNullable(shipped.get(commit)).stream())
                .map(Shipped::task)
                .toList();
    }

    @Override
    public Path location() {
        return Path.of("simulated-hub");
    }

    @Override
    public synchronized Start start(StartOrder order) {
        var files = new TreeMap<>(files(branch.getLast()));
        order.borrowed().forEach((path, file) -> files.put(path, text(file)));
        var base = commit(files);
        if (order.previous().isEmpty()) {
            return new Start(base, base, List.of());
        }
        var merge =
                merge(
                        files(order.previous().get().base()),
                        files(order.previous().get().commit()),
                        files);
        return new Start(base, commit(merge.files()), merge.conflicts());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CommitId accept(AttemptRef attempt, CommitId start, InputStream bundle) {
        throw new IllegalStateException("simulated workspaces commit directly");
    }

    @Override
    public synchronized Tree tree(CommitId commit) {
        return new SimulatedTree(files(commit), this);
    }

    @Override
    public synchronized Branch branch(Set<String> paths) {
        var present = new TreeSet<>(paths);
        present.retainAll(files(branch.getLast()).keySet());
        return new Branch(branch.getLast(), present);
    }

    @Override
    public synchronized Synchronized synchronize() {
        return new Synchronized(branch.getLast(), Optional.empty(), List.of());
    }

    @Override
    public synchronized Prepared prepare(Task task) {
        var attempt = task.attempts().getLast();
        var delivery = attempt.delivery().orElseThrow();
        var tip = files(branch.getLast());
        var merge = merge(files(delivery.base()), files(delivery.commit()), tip);
        if (!merge.conflicts().isEmpty()) {
            return new Prepared.Conflict(merge.conflicts());
        }
        if (merge.files().equals(tip)) {
            return new Prepared.Nothing();
        }
        var candidate = commit(merge.files());
        shipped.put(candidate, new Shipped(task.id(), attempt.number()));
        return new Prepared.Candidate(
                new Stage.Intent(candidate, branch.getLast()),
                Integer.toHexString(merge.files().hashCode()));
    }

    @Override
    public synchronized boolean ship(Stage.Intent intent) {
        if (branch.getLast().equals(intent.candidate())) {
            return true;
        }
        if (!branch.getLast().equals(intent.onto())) {
            return false;
        }
        branch.add(intent.candidate());
        return true;
    }

    @Override
    public synchronized Optional<CommitId> shipped(TaskId task, int attempt, Instant since) {
        return branch.stream()
                .filter(commit -> new Shipped(task, attempt).equals(shipped.get(commit)))
                .findFirst();
    }

    @Override
    public Optional<String> mirror() {
        return Optional.empty();
    }

    private record Merge(Map<String, String> files, List<String> conflicts) {}

    /// Three-way, whole files at a time.
    private static Merge merge(
            Map<String, String> base, Map<String, String> theirs, Map<String, String> ours) {
        var files = new TreeMap<>(ours);
        var conflicts = new ArrayList<String>();
        var paths = new TreeSet<>(base.keySet());
        paths.addAll(theirs.keySet());
        for (var path : paths) {
            var before = base.get(path);
            var wanted = theirs.get(path);
            if (Objects.equals(before, wanted) || Objects.equals(ours.get(path), wanted)) {
                continue;
            }
            if (!Objects.equals(before, ours.get(path))) {
                conflicts.add(path);
            } else if (wanted == null) {
                files.remove(path);
            } else {
                files.put(path, wanted);
            }
        }
        return new Merge(files, conflicts);
    }

    private record SimulatedTree(Map<String, String> files, SimulatedHub hub) implements Tree {
        @Override
        public String id() {
            return "tree-" + Integer.toHexString(files.hashCode());
        }

        @Override
        public Optional<byte[]> read(String path, long limitBytes) {
            return Optional.ofNullable(files.get(path))
                    .map(text -> text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public List<FileChange> changesSince(CommitId base) {
            var before = hub.files(base);
            var changes = new ArrayList<FileChange>();
            for (var path : new TreeSet<>(files.keySet())) {
                if (!Objects.equals(before.get(path), files.get(path))) {
                    var kind =
                            before.containsKey(path)
                                    ? FileChange.Kind.MODIFIED
                                    : FileChange.Kind.ADDED;
                    changes.add(new FileChange(kind, path, Optional.empty(), 0100644, 1));
                }
            }
            return changes;
        }

        @Override
        public List<String> paths() {
            return List.copyOf(new TreeSet<>(files.keySet()));
        }
    }
}
