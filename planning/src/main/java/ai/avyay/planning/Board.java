package ai.avyay.planning;

import ai.avyay.domain.Attempt;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The state together with what is derived from it for quick decisions, kept up to date fact by
/// fact.
///
/// @param underway the tasks that are neither waiting nor ended, and what each of them asks of its
///   node
/// @param asOf the newest time that was looked at
public record Board(
        State state,
        Policy policy,
        Sightings sightings,
        Links links,
        Readiness readiness,
        PMap<TaskId, Demand> underway,
        Instant asOf) {

    /// The board of `state`, with everything derived anew.
    public static Board of(State state, Policy policy, Sightings sightings, Instant now) {
        var underway = new HashMap<TaskId, Demand>();
        for (var task : state.live().values()) {
            if (!(task.stage() instanceof Stage.Waiting)) {
                underway.put(task.id(), Demand.underway(task, policy));
            }
        }
        return new Board(
                        state,
                        policy,
                        sightings,
                        Links.of(state.live().values()),
                        Readiness.EMPTY,
                        HashTreePMap.from(underway),
                        now)
                .judged(state.live().keySet(), now);
    }

    /// The board after `event`.
    public Board apply(Event event) {
        var after = withState(state.apply(event));
        return switch (event) {
            case Event.Rewound rewound -> of(after.state, policy, sightings, rewound.at());
            case Event.SignalIgnored _ -> after;
            case Event.OfTask ofTask -> after.reindexed(ofTask, state.task(ofTask.task()));
            case Event.Paused _,
                    Event.Resumed _,
                    Event.BreakerOpened _,
                    Event.BreakerClosed _,
                    Event.OfNode _ ->
                    after;
        };
    }

    private Board reindexed(Event.OfTask event, Optional<Task> before) {
        var id = event.task();
        var after = state.task(id);
        var moved = relinked(event, before, after).moved(event, after);
        if (unwants(event)) {
            moved = before.map(moved::forgetting).orElse(moved);
        }
        if (!mayFreeOthers(event)) {
            return moved.judged(List.of(id), event.at());
        }
        var touched = new ArrayList<>(moved.links.dependentsOf(id));
        touched.add(id);
        return moved.judged(touched, event.at());
    }

    private Board relinked(Event.OfTask event, Optional<Task> before, Optional<Task> after) {
        var changesLinks =
                event instanceof Event.TaskAdded
                        || event instanceof Event.TaskReopened
                        || event instanceof Event.TaskEdited
                        || event instanceof Event.TaskEnded;
        if (!changesLinks) {
            return this;
        }
        var without = before.map(links::minus).orElse(links);
        return withLinks(after.map(without::plus).orElse(without));
    }

    private Board moved(Event.OfTask event, Optional<Task> after) {
        var id = event.task();
        var was = underway.containsKey(id);
        var is = after.filter(task -> !(task.stage() instanceof Stage.Waiting));
        if (is.isEmpty()) {
            return was
                    ? withUnderway(underway.minus(id))
                            .withSightings(sightings.with(sightings.contacts().without(id)))
                    : this;
        }
        return was && !(event instanceof Event.TaskEdited)
                ? this
                : withUnderway(underway.plus(id, Demand.underway(is.get(), policy)));
    }

    private static boolean unwants(Event.OfTask event) {
        return event instanceof Event.TaskEdited
                || event instanceof Event.TaskEnded
                || event instanceof Event.AttemptEnded;
    }

    private static boolean mayFreeOthers(Event.OfTask event) {
        return event instanceof Event.WorkDelivered
                || event instanceof Event.WorkTakenOver
                || event instanceof Event.AttemptEnded
                || event instanceof Event.TaskEnded
                || event instanceof Event.TaskReopened
                || event instanceof Event.TaskAdded;
    }

    /// The board after the shipping branch was looked at.
    public Board seen(CommitSeen look, Instant now) {
        var before = sightings.branch().orElseGet(() -> BranchKnown.nothing(look.tip()));
        var touched = new HashSet<TaskId>();
        for (var path : look.asked()) {
            if (before.present().contains(path) != look.present().contains(path)) {
                touched.addAll(links.wanting(path));
            }
        }
        var known = before.with(look, wanted());
        return withSightings(sightings.withBranch(known)).judged(touched, now);
    }

    private Predicate<String> wanted() {
        var borrowed = borrowed().collect(Collectors.toSet());
        return path -> links.wanting().containsKey(path) || borrowed.contains(path);
    }

    /// Forgets the presence of paths that only `before` wanted.
    private Board forgetting(Task before) {
        if (sightings.branch().isEmpty()) {
            return this;
        }
        var wanted = wanted();
        var unwanted =
                Stream.concat(Definitions.artifacts(before.definition()).stream(), borrowed(before))
                        .filter(path -> !wanted.test(path))
                        .toList();
        var known = sightings.branch().get().without(unwanted);
        return withSightings(sightings.withBranch(known));
    }

    /// Paths that active tasks were given from elsewhere.
    private Stream<String> borrowed() {
        return activeTasks().flatMap(Board::borrowed);
    }

    private static Stream<String> borrowed(Task task) {
        return task.lastAttempt().flatMap(Attempt::delivery).map(Delivery::borrowed).stream()
                .flatMap(List::stream);
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
        var later =
                withSightings(
                        sightings.withoutLingering(lingering -> !lingering.until().isAfter(now)));
        return later.judged(due, now);
    }

    public Board withPolicy(Policy changed, Instant now) {
        return of(state, changed, sightings, now);
    }

    private Board withState(State changed) {
        return new Board(changed, policy, sightings, links, readiness, underway, asOf);
    }

    Board withSightings(Sightings changed) {
        return new Board(state, policy, changed, links, readiness, underway, asOf);
    }

    private Board withLinks(Links changed) {
        return new Board(state, policy, sightings, changed, readiness, underway, asOf);
    }

    private Board withUnderway(PMap<TaskId, Demand> changed) {
        return new Board(state, policy, sightings, links, readiness, changed, asOf);
    }

    private Board judged(Collection<TaskId> tasks, Instant now) {
        var eligibility = eligibility();
        var changed = readiness;
        for (var id : tasks) {
            var verdict =
                    state.task(id)
                            .map(task ->
                                    task.stage() instanceof Stage.Waiting waiting
                                            ? eligibility.judge(task, waiting, now)
                                            : Readiness.Verdict.NOT_WAITING)
                            .orElse(Readiness.Verdict.NOT_WAITING);
            changed = changed.with(id, verdict);
        }
        return new Board(state, policy, sightings, links, changed, underway, now);
    }

    private Eligibility eligibility() {
        return new Eligibility(state, policy, sightings.present());
    }

    /// What keeps a waiting task from being eligible; empty if nothing does or if it is not
    /// waiting.
    public List<Condition> conditions(Task task, Instant now) {
        return task.stage() instanceof Stage.Waiting waiting
                ? eligibility().conditions(task, waiting, now)
                : List.of();
    }

    /// Eligible tasks, in the order in which they are served.
    public List<TaskId> ready() {
        return readiness.inOrder().map(ReadyKey::task).toList();
    }

    /// Tasks that are neither waiting nor ended.
    public Set<TaskId> active() {
        return underway.keySet();
    }

    /// The same, whole.
    public Stream<Task> activeTasks() {
        return underway.keySet().stream().flatMap(id -> state.task(id).stream());
    }

    /// Paths that some live task needs to see on the shipping branch.
    public Set<String> wantedPaths() {
        var borrowed = borrowed().filter(path -> !links.wanting().containsKey(path)).toList();
        if (borrowed.isEmpty()) {
            return links.wanting().keySet();
        }
        var all = new HashSet<>(links.wanting().keySet());
        all.addAll(borrowed);
        return all;
    }

    /// Artifacts that the work of `task` was verified with and that are not on the shipping branch
    /// yet.
    List<String> missingOnBranch(Task task) {
        var own = task.definition().acceptance().deliverables();
        return borrowed(task)
                .filter(path -> !own.contains(path))
                .filter(path -> !sightings.present().contains(path))
                .toList();
    }
}
