package ai.avyay.planning;

import ai.avyay.domain.EngineState;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.pcollections.PSortedSet;

/// Explains what a waiting task waits for.
final class WaitExplained {
    private final Board board;
    private final Task task;
    private final Instant now;
    private final List<String> reasons = new ArrayList<>();
    private final LinkedHashSet<String> next = new LinkedHashSet<>();

    WaitExplained(Board board, Task task, Instant now) {
        this.board = board;
        this.task = task;
        this.now = now;
    }

    Explanation explanation() {
        var conditions = board.conditions(task, now);
        var headline = headline(conditions);
        if (conditions.isEmpty()) {
            placement();
        } else {
            conditions.forEach(this::explain);
        }
        Standing.lastTry(task).ifPresent(reasons::add);
        return new Explanation(headline, reasons, List.copyOf(next));
    }

    private String headline(List<Condition> conditions) {
        if (conditions.isEmpty()) {
            return task.id()
                    + (isLacking(obstacles())
                            ? " is eligible, and no node offers what it needs"
                            : " is eligible and waits for its turn");
        }
        if (conditions.stream().anyMatch(Condition.ArtifactImpossible.class::isInstance)) {
            return task.id() + " is stuck: what it needs can no longer come";
        }
        if (conditions.stream().anyMatch(Rest::forPeople)) {
            return task.id() + " waits for you";
        }
        return task.id() + " waits";
    }

    private void explain(Condition condition) {
        switch (condition) {
            case Condition.Incomplete _ -> {
                reasons.add("it is a draft: it has neither title nor instructions");
                next.add("add the rest with `avyay add FILE`, or edit it in queue.json");
            }
            case Condition.UnknownCheck(var name) -> unknown(condition, name);
            case Condition.MisspeltType(var type, var meant) -> misspelt(condition, type, meant);
            case Condition.AwaitsPerson(var reason) -> {
                reasons.add(reason);
                next.add("`avyay retry %s` lets it go on".formatted(task.id()));
                next.add("`avyay abandon %s` gives it up".formatted(task.id()));
            }
            case Condition.ArtifactMissing(var of, var path) ->
                    reasons.add("it needs %s from %s (%s)".formatted(path, of, standing(of)));
            case Condition.ArtifactNotShipped(var of, _, _) ->
                    reasons.add("it %s (%s)".formatted(condition.text(), standing(of)));
            case Condition.ArtifactImpossible(var of, var path, var why) ->
                    impossible(of, path, why);
            case Condition.NotEnded(var other) ->
                    reasons.add("it comes after %s (%s)".formatted(other, standing(other)));
            case Condition.SoftWait(var on, var until) -> softWait(on, until);
            case Condition.ParkedUntil(var until, var reason) ->
                    reasons.add(
                            "it is tried again in %s: %s"
                                    .formatted(Span.until(until, now), reason));
        }
    }

    private void unknown(Condition condition, String check) {
        reasons.add("it " + condition.text());
        Nearest.to(check, board.policy().checks())
                .ifPresent(meant -> next.add("correct it to '%s' in queue.json".formatted(meant)));
        next.add(
                "write '%s' under `checks:` in avyay.yaml and `avyay reload`, or take it out of the task in queue.json"
                        .formatted(check));
    }

    private void misspelt(Condition condition, String type, String meant) {
        reasons.add("it " + condition.text());
        next.add(
                "correct its type to '%s' in queue.json, or write '%s: {}' under `types:` in avyay.yaml and `avyay reload`"
                        .formatted(meant, type));
    }

    private void softWait(TaskId on, Optional<Instant> until) {
        reasons.add(
                "it would like %s to be done (%s)%s"
                        .formatted(
                                on,
                                standing(on),
                                until.map(at ->
                                                ", and goes on without it in "
                                                        + Span.until(at, now))
                                        .orElse("")));
    }

    private void impossible(TaskId of, String path, String why) {
        reasons.add("it needs %s from %s: %s".formatted(path, of, why));
        if (board.sightings().branch().isEmpty()) {
            reasons.add("whether %s is on the shipping branch was not looked at".formatted(path));
        }
        if (board.state().ended().containsKey(of)) {
            next.add("`avyay retry %s` tries to make it after all".formatted(of));
        }
        next.add("put %s on the shipping branch yourself".formatted(path));
        next.add("`avyay abandon %s` gives it up".formatted(task.id()));
    }

    private String standing(TaskId other) {
        return new Standing(board, now).of(other);
    }

    private void placement() {
        if (!board.sightings().dispatching()) {
            reasons.add("nothing is dispatched: `avyay up` is not running, or is shutting down");
            next.add("`avyay up`");
        }
        board.state().engine().pause().ifPresent(this::paused);
        if (board.sightings().dispatching() && board.sightings().branch().isEmpty()) {
            reasons.add("the shipping branch is being looked at first");
        }
        if (board.policy().nodes().isEmpty()) {
            reasons.add("no node is configured");
            next.add("add one under `nodes:` in avyay.yaml, then `avyay reload`");
        }
        var obstacles = obstacles();
        obstacles.forEach(obstacle -> reasons.add(obstacle.text()));
        if (isLacking(obstacles)) {
            next.add(
                    "install what is missing or add it to a node's capabilities in avyay.yaml, then `avyay reload`");
        }
        if (obstacles.stream().anyMatch(Obstacle.BreakerOpen.class::isInstance)) {
            next.add("`avyay resume` tries at once");
        }
        var before = before();
        if (before > 0) {
            reasons.add(before == 1 ? "one task is before it" : before + " tasks are before it");
        }
    }

    private List<Obstacle> obstacles() {
        return Placement.obstacles(board, task, now);
    }

    private static boolean isLacking(List<Obstacle> obstacles) {
        return !obstacles.isEmpty()
                && obstacles.stream().allMatch(Obstacle.Lacking.class::isInstance);
    }

    private void paused(EngineState.Pause pause) {
        reasons.add(
                "the engine is paused for %s: %s"
                        .formatted(Span.since(pause.since(), now), pause.reason()));
        next.add("`avyay resume`");
    }

    private long before() {
        var place = board.readiness().places().get(task.id());
        return place == null
                ? 0
                : board.readiness().ready().values().stream()
                        .flatMap(PSortedSet::stream)
                        .filter(key -> key.compareTo(place.key()) < 0)
                        .count();
    }
}
