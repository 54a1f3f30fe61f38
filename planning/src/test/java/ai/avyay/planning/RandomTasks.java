package ai.avyay.planning;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/// Tasks, configurations and wishes of people, drawn from a seed.
final class RandomTasks {
    /// The machine of its own that some configurations have.
    static final String FAR = "far";

    private static final int MOST = 14;

    private final Random random;
    private int added;

    RandomTasks(Random random) {
        this.random = random;
    }

    @SafeVarargs
    final <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    Policy policy() {
        var policies =
                Policies.none()
                        .node("n1", 1 + random.nextInt(3))
                        .resource("api", 2)
                        .untilIntegrated("file")
                        .area("core", 1, "core/**")
                        .breaking(3, Duration.ofMinutes(5));
        if (random.nextInt(3) > 0) {
            policies.remote(FAR, 2);
        }
        return (random.nextBoolean()
                        ? policies.node("n2", 1 + random.nextInt(2), "xcode")
                        : policies)
                .policy();
    }

    private Sample sample() {
        var sample = Sample.task("t" + added++).priority(random.nextInt(101));
        var path = "out/" + sample.id() + ".txt";
        sample = random.nextInt(4) == 0 ? sample.making(path, "core/x") : sample.making(path);
        if (random.nextInt(3) == 0) {
            sample = sample.holding(one("db", "api", "file", "node:gpu"), one("db", "api", "file"));
        }
        if (random.nextInt(8) == 0) {
            sample = sample.reviewed();
        }
        if (random.nextInt(10) == 0) {
            sample = sample.requiring("xcode");
        }
        for (var i = Math.min(added - 1, random.nextInt(3)); i > 0; i--) {
            var other = "t" + random.nextInt(added - 1);
            sample =
                    switch (random.nextInt(4)) {
                        case 0 -> sample.after(other);
                        case 1 -> sample.liking(other, Duration.ofMinutes(1 + random.nextInt(60)));
                        case 2 -> sample.needingNew("out/" + other + ".txt", other);
                        default -> sample.needing("out/" + other + ".txt", other);
                    };
        }
        return sample.attempts(1 + random.nextInt(3));
    }

    /// Something that a person may ask at any time, sensible or not.
    Request request(Board board, Map<TaskId, Task> ended) {
        var live = List.copyOf(board.state().live().values());
        if (added < MOST && (live.size() < 2 || random.nextInt(3) == 0)) {
            var batch = new ArrayList<Request.NewTask>();
            for (var i = random.nextInt(3); i >= 0; i--) {
                batch.add(sample().added(World.START));
            }
            return new Request.Add(batch);
        }
        var names = new ArrayList<>(live.stream().map(Task::id).toList());
        names.addAll(ended.keySet().stream().sorted().toList());
        names.add(new TaskId("nobody"));
        var id = names.get(random.nextInt(names.size()));
        return switch (random.nextInt(12)) {
            case 0 -> new Request.Abandon(id, "no", Optional.ofNullable(ended.get(id)));
            case 1, 2 -> new Request.Cancel(id);
            case 3, 4 -> new Request.Retry(id, Optional.ofNullable(ended.get(id)));
            case 5 -> new Request.Reject(id, "do it again", "me");
            case 6, 7 -> new Request.Approve(id, Optional.empty(), "me");
            case 8 -> new Request.OpenReview(id);
            case 9 -> new Request.Pause("lunch");
            case 10 -> new Request.Resume();
            default -> edit(board, id);
        };
    }

    private Request edit(Board board, TaskId id) {
        var definition =
                board.state().task(id).map(Task::definition).orElseGet(() -> sample().definition());
        var priority = definition.heading().withPriority(random.nextInt(101));
        var needs = definition.needs();
        return new Request.Edit(
                id,
                definition
                        .withHeading(priority)
                        .withNeeds(
                                random.nextBoolean()
                                        ? needs
                                        : needs.withDependencies(
                                                needs.dependencies().entrySet().stream()
                                                        .skip(1)
                                                        .collect(
                                                                Collectors.toMap(
                                                                        Map.Entry::getKey,
                                                                        Map.Entry::getValue)))));
    }

    Request rewind(List<Task> then, Map<TaskId, Task> ended) {
        return new Request.Rewind(
                "HEAD~9",
                then,
                then.stream()
                        .flatMap(task -> Optional.ofNullable(ended.get(task.id())).stream())
                        .toList());
    }

    /// What a diligent person does about the first task that waits for one.
    Optional<Request> decision(Board board) {
        if (board.state().engine().pause().isPresent()) {
            return Optional.of(new Request.Resume());
        }
        return board.state().live().values().stream()
                .flatMap(task -> decision(board, task).stream())
                .findFirst();
    }

    private static Optional<Request> decision(Board board, Task task) {
        if (task.stage() instanceof Stage.InReview) {
            var shown =
                    task.attempts()
                            .getLast()
                            .results()
                            .review()
                            .orElseThrow()
                            .openedAt()
                            .isPresent();
            return Optional.of(
                    shown
                            ? new Request.Approve(task.id(), Optional.empty(), "me")
                            : new Request.OpenReview(task.id()));
        }
        if (task.stage() instanceof Stage.Integrating) {
            return board.missingOnBranch(task).stream()
                            .allMatch(path ->
                                    board.state().live().values().stream()
                                            .noneMatch(other ->
                                                    other.artifacts().contains(path)
                                                            && !other.id().equals(task.id())))
                    ? Optional.of(new Request.Abandon(task.id(), "cannot come"))
                    : Optional.empty();
        }
        for (var condition : board.conditions(task, board.asOf())) {
            if (condition instanceof Condition.AwaitsPerson) {
                return Optional.of(new Request.Retry(task.id(), Optional.empty()));
            }
            if (condition instanceof Condition.ArtifactImpossible) {
                return Optional.of(new Request.Abandon(task.id(), "cannot come"));
            }
        }
        var offered =
                board.policy().nodes().stream()
                        .anyMatch(node -> Demand.of(task, board.policy()).missing(node).isEmpty());
        return offered || !(task.stage() instanceof Stage.Waiting)
                ? Optional.empty()
                : Optional.of(new Request.Abandon(task.id(), "no node"));
    }
}
