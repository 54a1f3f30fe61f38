package ai.avyay.queue;

import ai.avyay.domain.Acceptance;
import ai.avyay.domain.Assignment;
import ai.avyay.domain.Attempt;
import ai.avyay.domain.CheckResult;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Definition;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Dependency;
import ai.avyay.domain.Ending;
import ai.avyay.domain.EngineState.BreakerKey;
import ai.avyay.domain.Event;
import ai.avyay.domain.Heading;
import ai.avyay.domain.Lease;
import ai.avyay.domain.Limits;
import ai.avyay.domain.Needs;
import ai.avyay.domain.Origin;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Parking;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Review;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.State;
import ai.avyay.domain.Status;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Change;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Lives of tasks drawn from a seed: every kind of event, in an order that the state allows.
final class RandomHistory {
    private static final Instant START = Instant.parse("2026-01-30T10:00:00Z");
    private static final String[] WORDS = {
        "Build", "the", "\"API\"", "routes", "मार्ग", "\n", "\t", "\u0001", "\\", "😀", "\ud800",
        "  ", "plan"
    };

    private final Random random;
    private final List<Task> endedTasks = new ArrayList<>();
    private State state = State.EMPTY;
    private Instant now = START;
    private int added;

    RandomHistory(long seed) {
        random = new Random(seed);
    }

    State state() {
        return state;
    }

    List<Change> changes(int count) {
        var changes = new ArrayList<Change>();
        for (var i = 0; i < count; i++) {
            changes.add(next());
        }
        return changes;
    }

    Change next() {
        var events = new ArrayList<Event>();
        var wanted = 1 + random.nextInt(3);
        while (events.size() < wanted) {
            now = now.plusMillis(random.nextInt(20_000_000));
            var event = draw();
            if (event instanceof Event.TaskEnded ended) {
                endedTasks.add(State.end(state.task(ended.task()).orElseThrow(), ended));
            }
            state = state.apply(event);
            events.add(event);
        }
        return new Change(
                events.getFirst().getClass().getSimpleName() + ": happened", events, state);
    }

    private Event draw() {
        var roll = random.nextInt(100);
        if (state.live().isEmpty() || roll < 12) {
            return new Event.TaskAdded(now, freshId(), definition(), origin());
        }
        if (roll < 20) {
            return engine();
        }
        if (roll < 23 && !endedTasks.isEmpty()) {
            return reopen();
        }
        if (roll < 24) {
            return new Event.Rewound(
                    now, "HEAD~3", List.copyOf(state.live().values()).subList(0, 1));
        }
        var tasks = List.copyOf(state.live().values());
        return of(tasks.get(random.nextInt(tasks.size())));
    }

    private Event reopen() {
        var task = endedTasks.get(random.nextInt(endedTasks.size()));
        if (!state.ended().containsKey(task.id())) {
            return new Event.Resumed(now);
        }
        return new Event.TaskReopened(
                now,
                new Task(
                        task.id(),
                        task.definition(),
                        task.origin(),
                        Stage.NEW,
                        task.generation(),
                        task.attempts()));
    }

    private Event engine() {
        var key =
                random.nextBoolean()
                        ? BreakerKey.agent("codex")
                        : BreakerKey.node(one("mbp3", "mac mini \"2\""));
        return switch (random.nextInt(4)) {
            case 0 -> new Event.Paused(now, text());
            case 1 -> new Event.Resumed(now);
            case 2 -> new Event.BreakerOpened(now, key, now.plusSeconds(60), text());
            default -> new Event.BreakerClosed(now, key);
        };
    }

    private Event of(Task task) {
        var id = task.id();
        return switch (random.nextInt(12)) {
            case 0 -> new Event.TaskEdited(now, id, definition());
            case 1 -> new Event.SignalIgnored(now, id, text());
            case 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> onwards(task);
            default -> throw new IllegalStateException();
        };
    }

    private Event onwards(Task task) {
        var id = task.id();
        return switch (task.stage()) {
            case Stage.Waiting waiting ->
                    switch (random.nextInt(5)) {
                        case 0 -> new Event.ParkingChanged(now, id, parking());
                        case 3 ->
                                new Event.TaskEnded(
                                        now,
                                        id,
                                        one(Status.FAILED, Status.ABANDONED),
                                        text(),
                                        Optional.empty());
                        case 1 -> new Event.LostEligibility(now, id);
                        case 2 -> new Event.BecameEligible(now, id);
                        default ->
                                new Event.Dispatched(
                                        now,
                                        id,
                                        task.nextAttempt(),
                                        lease(task.generation() + 1),
                                        run());
                    };
            case Stage.Running running ->
                    switch (random.nextInt(3)) {
                        case 0 ->
                                new Event.LeaseRenewed(
                                        now, id, lease(running.lease().generation()));
                        case 1 -> ended(id);
                        default -> new Event.WorkDelivered(now, id, delivery());
                    };
            case Stage.Verifying _ ->
                    switch (random.nextInt(4)) {
                        case 0 -> ended(id);
                        case 1 -> new Event.ReviewRequested(now, id, commit());
                        case 2 -> new Event.IntegrationStarted(now, id);
                        default -> new Event.WorkJudged(now, id, report());
                    };
            case Stage.InReview _ ->
                    switch (random.nextInt(3)) {
                        case 0 -> new Event.ReviewOpened(now, id);
                        case 1 ->
                                new Event.ReviewDecided(
                                        now,
                                        id,
                                        new ReviewRecord.Decision(
                                                now, random.nextBoolean(), text(), text()));
                        default -> new Event.IntegrationStarted(now, id);
                    };
            case Stage.Integrating _ ->
                    switch (random.nextInt(3)) {
                        case 0 ->
                                new Event.ShippingIntended(
                                        now, id, new Stage.Intent(commit(), commit()));
                        case 1 ->
                                new Event.TaskEnded(
                                        now, id, Status.DONE, text(), maybe(this::commit));
                        default -> ended(id);
                    };
            case Stage.Ended _ -> throw new IllegalStateException();
        };
    }

    private Event ended(TaskId id) {
        var ending = new Ending(now, one(Outcome.values()), text(), usage(), random.nextBoolean());
        return new Event.AttemptEnded(now, id, ending, maybe(this::delivery), parking());
    }

    private TaskId freshId() {
        added++;
        return new TaskId("task-" + random.nextInt(1000) + "-" + added);
    }

    Definition definition() {
        return new Definition(
                new Heading(
                        text(),
                        one("", "research"),
                        random.nextInt(101),
                        maybe(this::text),
                        maybe(this::text)),
                new Assignment(maybe(() -> "codex"), maybe(this::text), text(), texts()),
                needs(),
                acceptance(),
                new Limits(
                        maybe(this::duration),
                        maybe(this::duration),
                        maybe(() -> 1 + random.nextInt(5))),
                unknown());
    }

    private SortedMap<String, String> unknown() {
        var unknown = new TreeMap<String, String>();
        if (random.nextInt(3) == 0) {
            unknown.put("wordCount", "6500");
            unknown.put("rate", "1.50");
            unknown.put("sections", "[\"a\", { \"b\": null }, []]");
        }
        return unknown;
    }

    private Needs needs() {
        var dependencies = new LinkedHashMap<TaskId, Dependency>();
        for (var i = random.nextInt(4); i > 0; i--) {
            dependencies.put(
                    new TaskId("other-" + i),
                    one(
                            new Dependency.Hard(text(), random.nextBoolean()),
                            new Dependency.Soft(duration(), text()),
                            new Dependency.Ordering()));
        }
        return new Needs(dependencies, texts(), texts());
    }

    private Acceptance acceptance() {
        return new Acceptance(
                texts(),
                maybe(this::texts),
                maybe(() -> random.nextInt(101)),
                new Acceptance.Scope(texts(), texts(), random.nextBoolean()),
                maybe(() -> one(Review.values())));
    }

    private Origin origin() {
        return new Origin(one("manual", "roadmap"), maybe(() -> now));
    }

    private Parking parking() {
        return one(
                Parking.NONE,
                new Parking.Until(now.plusNanos(12345), text()),
                new Parking.ForPerson(text()));
    }

    private Lease lease(int generation) {
        return new Lease("mbp3", generation, now, now.plusSeconds(90));
    }

    private Attempt.Run run() {
        return new Attempt.Run("mbp3", "codex", maybe(this::text), "0f", now);
    }

    private Delivery delivery() {
        return new Delivery(now, commit(), commit(), texts(), texts(), usage());
    }

    private Usage usage() {
        return new Usage(
                random.nextInt(9000),
                random.nextLong(1L << 40),
                maybe(() -> one(new BigDecimal("0.080"), new BigDecimal("1E-7"), BigDecimal.TEN)),
                one("none", "gateway"));
    }

    private QualityReport report() {
        var checks = new ArrayList<CheckResult>();
        for (var i = random.nextInt(3); i > 0; i--) {
            checks.add(
                    new CheckResult(
                            "tests",
                            random.nextInt(101),
                            i,
                            random.nextBoolean(),
                            random.nextBoolean(),
                            texts()));
        }
        return new QualityReport(random.nextInt(101), 80, checks, texts(), texts());
    }

    private CommitId commit() {
        return new CommitId("%040x".formatted(random.nextLong() & Long.MAX_VALUE));
    }

    private Duration duration() {
        return Duration.ofSeconds(random.nextInt(20_000));
    }

    private List<String> texts() {
        var texts = new ArrayList<String>();
        for (var i = random.nextInt(3); i > 0; i--) {
            texts.add(text());
        }
        return texts;
    }

    private String text() {
        var text = new StringBuilder();
        for (var i = random.nextInt(12); i > 0; i--) {
            text.append(one(WORDS)).append(random.nextBoolean() ? " " : "");
        }
        return text.toString();
    }

    private <T> Optional<T> maybe(java.util.function.Supplier<T> make) {
        return random.nextBoolean() ? Optional.of(make.get()) : Optional.empty();
    }

    @SafeVarargs
    private <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /// Changes by what they do to the state one after the other, for tests that make their own.
    static Change change(State before, Function<State, List<Event>> events) {
        var made = events.apply(before);
        var after = before;
        for (var event : made) {
            after = after.apply(event);
        }
        return new Change("test: changed", made, after);
    }
}
