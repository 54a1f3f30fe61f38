package ai.avyay.planning;

import static org.assertj.core.api.Assertions.assertThat;

import ai.avyay.domain.CheckResult;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// An engine without a world: signals are given by hand, looks at the branch are answered at once.
final class Scene {
    static final Instant START = Instant.parse("2026-01-30T10:00:00Z");

    private final List<Event> events = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final Map<TaskId, Task> whole = new HashMap<>();
    private final Map<TaskId, Command.RunAttempt> runs = new HashMap<>();
    private final Set<String> branch = new HashSet<>();
    private State replayed = State.EMPTY;
    private Board board;
    private Instant now = START;
    private Decision last;
    private int commits;

    private Scene(Policies policies) {
        board = Board.of(State.EMPTY, policies.policy(), Sightings.NONE, now);
        last = new Decision(board, List.of(), List.of(), List.of(), Optional.empty());
    }

    /// An engine that has just started and may dispatch.
    static Scene started(Policies policies) {
        var scene = new Scene(policies);
        scene.signal(new Signal.Started(true));
        return scene;
    }

    /// Three slots and these tasks.
    static Scene with(Sample... tasks) {
        return started(Policies.slots(3)).add(tasks);
    }

    /// An engine that takes requests and does nothing else yet.
    static Scene asleep(Policies policies) {
        return new Scene(policies);
    }

    Scene start() {
        return signal(new Signal.Started(true));
    }

    /// The engine dies and starts again; what was not recorded is forgotten.
    Scene restart() {
        board = Board.of(board.state(), board.policy(), Sightings.NONE, now);
        return start();
    }

    Scene reload(Policies policies) {
        return signal(new Request.Reload(policies.policy()));
    }

    Scene signal(Signal signal) {
        var decided = Planner.decide(board, signal, now);
        board = decided.board();
        last = decided;
        for (var change : decided.changes()) {
            log.add(change.subject());
            change.events().forEach(this::remember);
        }
        assertThat(replayed).isEqualTo(board.state());
        for (var command : decided.commands()) {
            if (command instanceof Command.RunAttempt run) {
                runs.put(run.task().id(), run);
            }
            if (command instanceof Command.LookAtBranch look) {
                seen(look.paths());
                last = together(decided, last);
            }
        }
        return this;
    }

    private void remember(Event event) {
        if (event instanceof Event.TaskEnded end) {
            whole.put(end.task(), State.end(replayed.task(end.task()).orElseThrow(), end));
        }
        replayed = replayed.apply(event);
        events.add(event);
    }

    private void seen(Set<String> paths) {
        var present = new HashSet<>(paths);
        present.retainAll(branch);
        signal(new Signal.BranchSeen(new CommitSeen(commit(0), paths, present)));
    }

    /// What a signal led to, the look at the branch that it asked for included.
    private static Decision together(Decision first, Decision second) {
        return new Decision(
                second.board(),
                Stream.concat(first.changes().stream(), second.changes().stream()).toList(),
                Stream.concat(first.commands().stream(), second.commands().stream()).toList(),
                first.remarks(),
                first.refusal());
    }

    Scene add(Sample... tasks) {
        asked(new Request.Add(Arrays.stream(tasks).map(task -> task.added(now)).toList()));
        return this;
    }

    /// Asks for something that must not be refused.
    Scene asked(Request request) {
        signal(request);
        assertThat(last.refusal()).isEmpty();
        return this;
    }

    /// Asks for something that must be refused, and says why it was.
    String refused(Request request) {
        signal(request);
        assertThat(last.changes()).isEmpty();
        return last.refusal().orElseThrow();
    }

    Scene pass(Duration time) {
        now = now.plus(time);
        Planner.working(board).forEach(id -> signal(new Signal.Heard(id, generation(id.value()))));
        return signal(new Signal.Ticked());
    }

    /// The clock is set forward, or back, while no time passes.
    Scene clockSet(Duration by) {
        now = now.plus(by);
        return signal(new Signal.ClockSet(by));
    }

    /// Time in which nothing is heard of any node.
    Scene silence(Duration time) {
        now = now.plus(time);
        return signal(new Signal.Ticked());
    }

    Scene onBranch(String... paths) {
        branch.addAll(List.of(paths));
        return look();
    }

    Scene look() {
        seen(board.wantedPaths());
        return this;
    }

    /// The agent ends well, having made all that the task declares.
    Scene deliver(String id) {
        return deliver(id, task(id).definition().acceptance().deliverables());
    }

    Scene deliver(String id, List<String> artifacts) {
        return signal(
                new Signal.WorkCollected(new TaskId(id), generation(id), delivery(id, artifacts)));
    }

    Delivery delivery(String id, List<String> artifacts) {
        var borrowed =
                Optional.ofNullable(runs.get(new TaskId(id)))
                        .map(run -> List.copyOf(run.briefing().borrowed().keySet()))
                        .orElse(List.of());
        return new Delivery(now, commit(0), commit(++commits), artifacts, borrowed, Usage.NONE);
    }

    /// The work of an earlier generation arrives.
    Scene delivered(String id, int generation) {
        var made = delivery(id, task(id).definition().acceptance().deliverables());
        return signal(new Signal.WorkCollected(new TaskId(id), generation, made));
    }

    Scene judged(String id, int generation, int score) {
        return signal(new Signal.Judged(new TaskId(id), generation, report(score, List.of())));
    }

    Scene answers(String node) {
        return vitals(node, Contact.Vitals.UNKNOWN);
    }

    Scene vitals(String node, Contact.Vitals vitals) {
        return signal(new Signal.NodeAsked(node, new Contact.Answered(vitals)));
    }

    Scene away(String node) {
        return signal(new Signal.NodeAsked(node, new Contact.Away("asleep")));
    }

    Scene began(String id, long millis) {
        return signal(new Signal.Began(new TaskId(id), generation(id), Duration.ofMillis(millis)));
    }

    Scene judge(String id, int score) {
        return judged(id, report(score, List.of()));
    }

    Scene judged(String id, QualityReport report) {
        return signal(new Signal.Judged(new TaskId(id), generation(id), report));
    }

    static QualityReport report(int score, List<String> reviewReasons) {
        var check = new CheckResult("tests", score, 1, false, score == 100, List.of("mend it"));
        return new QualityReport(score, 80, List.of(check), List.of(), reviewReasons);
    }

    Scene candidate(String id) {
        return signal(
                new Signal.CandidateReady(
                        new TaskId(id), generation(id), new Stage.Intent(commit(7), commit(0))));
    }

    Scene ship(String id) {
        branch.addAll(task(id).attempts().getLast().delivery().orElseThrow().artifacts());
        return signal(new Signal.Shipped(new TaskId(id), generation(id), Optional.of(commit(7))));
    }

    /// All the way from running to done.
    Scene finish(String id) {
        return deliver(id).judge(id, 100).candidate(id).ship(id);
    }

    Scene stop(String id, Outcome outcome) {
        return stop(id, outcome, Optional.empty());
    }

    Scene stop(String id, Outcome outcome, Optional<Instant> resetAt) {
        return signal(
                new Signal.AttemptStopped(
                        new TaskId(id),
                        generation(id),
                        new Signal.Reason(outcome, "because", Usage.NONE),
                        Optional.empty(),
                        resetAt));
    }

    /// A late word of an attempt that was given up.
    Scene dead(String id, int generation) {
        return signal(
                new Signal.AttemptStopped(
                        new TaskId(id),
                        generation,
                        new Signal.Reason(Outcome.CANCELLED, "stopped", Usage.NONE),
                        Optional.empty(),
                        Optional.empty()));
    }

    static CommitId commit(int number) {
        return new CommitId("%040x".formatted(number));
    }

    Instant now() {
        return now;
    }

    Board board() {
        return board;
    }

    Decision last() {
        return last;
    }

    List<Event> events() {
        return events;
    }

    List<String> log() {
        return log;
    }

    /// The whole of a task, live or ended.
    Task task(String id) {
        return board.state()
                .task(new TaskId(id))
                .or(() -> Optional.ofNullable(whole.get(new TaskId(id))))
                .orElseThrow();
    }

    Status status(String id) {
        var ended = board.state().ended().get(new TaskId(id));
        return ended == null ? task(id).status() : ended.stage().status();
    }

    int generation(String id) {
        return task(id).generation();
    }

    List<String> running() {
        return Planner.working(board).stream().map(TaskId::value).toList();
    }

    List<String> ready() {
        return board.ready().stream().map(TaskId::value).toList();
    }

    List<Condition> conditions(String id) {
        return board.conditions(task(id), now);
    }

    List<String> obstacles(String id) {
        return Placement.obstacles(board, task(id), now).stream().map(Obstacle::text).toList();
    }

    /// The newest attempt that was commanded for a task.
    Command.RunAttempt run(String id) {
        return Optional.ofNullable(runs.get(new TaskId(id))).orElseThrow();
    }

    <C extends Command> List<C> commands(Class<C> kind) {
        return last.commands().stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
