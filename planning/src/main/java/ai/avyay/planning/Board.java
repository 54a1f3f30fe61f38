package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/// The state together with what is derived from it for quick decisions, kept up to date fact by
/// fact.
///
/// @param active tasks that are neither waiting nor ended
public record Board(
        State state,
        Policy policy,
        Sightings sightings,
        Links links,
        Readiness readiness,
        PSet<TaskId> active) {

    /// The board of `state`, with everything derived anew.
    public static Board of(State state, Policy policy, Sightings sightings, Instant now) {
        var active = new ArrayList<TaskId>();
        for (var task : state.live().values()) {
            if (!(task.stage() instanceof Stage.Waiting)) {
                active.add(task.id());
            }
        }
        var empty =
                new Board(
                        state,
                        policy,
                        sightings,
                        Links.of(state.live().values()),
                        Readiness.EMPTY,
                        HashTreePSet.from(active));
        return empty.judged(state.live().keySet(), now);
    }

    /// The board after `event`.
    public Board apply(Event event) {
        var after = new Board(state.apply(event), policy, sightings, links, readiness, active);
        return switch (event) {
            case Event.Rewound rewound -> of(after.state, policy, sightings, rewound.at());
            case Event.OfTask ofTask -> after.reindexed(ofTask, state.task(ofTask.task()));
            case Event.Paused _, Event.Resumed _, Event.BreakerOpened _, Event.BreakerClosed _ ->
                    after;
        };
    }

    private Board reindexed(Event.OfTask event, Optional<Task> before) {
        var id = event.task();
        var after = state.task(id);
        var linked = relinked(event, before, after);
        var nowActive = after.filter(task -> !(task.stage() instanceof Stage.Waiting)).isPresent();
        var moved =
                nowActive == active.contains(id)
                        ? linked
                        : linked.withActive(nowActive ? active.plus(id) : active.minus(id));
        var touched = new HashSet<TaskId>();
        touched.add(id);
        if (mayFreeOthers(event)) {
            touched.addAll(moved.links.dependentsOf(id));
        }
        return moved.judged(touched, event.at());
    }

    private Board relinked(Event.OfTask event, Optional<Task> before, Optional<Task> after) {
        if (!changesLinks(event)) {
            return this;
        }
        var without = before.map(links::minus).orElse(links);
        return withLinks(after.map(without::plus).orElse(without));
    }

    private static boolean changesLinks(Event.OfTask event) {
        return event instanceof Event.TaskAdded
                || event instanceof Event.TaskReopened
                || event instanceof Event.TaskEdited
                || event instanceof Event.TaskEnded;
    }

    private static boolean mayFreeOthers(Event.OfTask event) {
        return event instanceof Event.WorkDelivered
                || event instanceof Event.AttemptEnded
                || event instanceof Event.TaskEnded
                || event instanceof Event.TaskReopened
                || event instanceof Event.TaskAdded;
    }

    /// The board after the shipping branch was looked at.
    public Board seen(CommitSeen branch, Instant now) {
        var touched = new HashSet<TaskId>();
        var before = sightings.present();
        branch.present().stream()
                .filter(path -> !before.contains(path))
                .forEach(path -> touched.addAll(links.wanting(path)));
        before.stream()
                .filter(path -> !branch.present().contains(path))
                .forEach(path -> touched.addAll(links.wanting(path)));
        return withSightings(sightings.withBranch(branch)).judged(touched, now);
    }

    /// The board at a later time.
    public Board at(Instant now) {
        var due = new ArrayList<TaskId>();
        for (var alarm : readiness.alarms()) {
            if (alarm.at().isAfter(now)) {
                break;
            }
            due.add(alarm.task());
        }
        return due.isEmpty() ? this : judged(due, now);
    }

    public Board withPolicy(Policy changed, Instant now) {
        return of(state, changed, sightings, now);
    }

    Board withSightings(Sightings changed) {
        return new Board(state, policy, changed, links, readiness, active);
    }

    private Board withLinks(Links changed) {
        return new Board(state, policy, sightings, changed, readiness, active);
    }

    private Board withActive(PSet<TaskId> changed) {
        return new Board(state, policy, sightings, links, readiness, changed);
    }

    private Board judged(Collection<TaskId> tasks, Instant now) {
        var eligibility = new Eligibility(state, sightings.present());
        var changed = readiness;
        for (var id : tasks) {
            var verdict =
                    state.task(id)
                            .map(task -> judge(eligibility, task, now))
                            .orElse(Readiness.Verdict.NOT_WAITING);
            changed = changed.with(id, verdict);
        }
        return new Board(state, policy, sightings, links, changed, active);
    }

    private static Readiness.Verdict judge(Eligibility eligibility, Task task, Instant now) {
        if (!(task.stage() instanceof Stage.Waiting waiting)) {
            return Readiness.Verdict.NOT_WAITING;
        }
        var conditions = eligibility.conditions(task, waiting, now);
        var ripe = conditions.stream().allMatch(Condition::endsWithTime);
        var key =
                conditions.isEmpty()
                        ? waiting.eligibleSince().map(since -> ReadyKey.of(task, since))
                        : Optional.<ReadyKey>empty();
        return new Readiness.Verdict(
                key, again(conditions), ripe != waiting.eligibleSince().isPresent());
    }

    private static Optional<Instant> again(List<Condition> conditions) {
        return conditions.stream()
                .flatMap(condition ->
                        switch (condition) {
                            case Condition.ParkedUntil(var until, _) ->
                                    java.util.stream.Stream.of(until);
                            case Condition.SoftWait(_, var until) -> until.stream();
                            case Condition.Incomplete _,
                                    Condition.AwaitsPerson _,
                                    Condition.ArtifactMissing _,
                                    Condition.ArtifactImpossible _,
                                    Condition.NotEnded _ ->
                                    java.util.stream.Stream.<Instant>empty();
                        })
                .min(Instant::compareTo);
    }

    /// What keeps a waiting task from being eligible; empty if nothing does or if it is not
    /// waiting.
    public List<Condition> conditions(Task task, Instant now) {
        return task.stage() instanceof Stage.Waiting waiting
                ? new Eligibility(state, sightings.present()).conditions(task, waiting, now)
                : List.of();
    }

    /// Eligible tasks, in the order in which they are served.
    public List<TaskId> ready() {
        return readiness.ready().stream().map(ReadyKey::task).toList();
    }

    /// Paths that some live task needs to see on the shipping branch.
    public Set<String> wantedPaths() {
        return links.wanting().keySet();
    }
}
