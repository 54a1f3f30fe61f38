package ai.avyay.simulation;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.Event;
import ai.avyay.domain.Lease;
import ai.avyay.domain.NodeRecord;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.ReviewRecord;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Command;
import ai.avyay.planning.CommitSeen;
import ai.avyay.planning.Contact;
import ai.avyay.planning.Planner;
import ai.avyay.planning.Request;
import ai.avyay.planning.Sightings;
import ai.avyay.planning.Signal;
import ai.avyay.planning.TaskType;
import ai.avyay.planning.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One run of a queue in virtual time: the real planning decides, and what it asks for goes as it
/// usually does.
///
/// What is drawn for an attempt depends on the seed, the task and the attempt's number alone, so
/// that two runs of one seed differ by what was changed and not by luck.
final class Timeline {
    private static final int MOST_STEPS = 1_000_000;
    private static final int PERFECT = 100;

    /// A node that was hardly ever within reach may have been added a moment ago.
    private static final double LEAST_SHARE = 0.05;

    private final Premises premises;
    private final long seed;
    private final Instant horizon;
    private final Agenda agenda;
    private final Tally tally;
    private final Set<String> present;
    private Board board;
    private CommitId tip;
    private long commits;
    private Optional<Instant> wake = Optional.empty();

    Timeline(Premises premises, long seed, Instant horizon) {
        this.premises = premises.with(unending(premises.policy().timing()));
        this.seed = seed;
        this.horizon = horizon;
        agenda = new Agenda(premises.start());
        tally = new Tally(premises.start());
        present = new HashSet<>(premises.board().sightings().present());
        tip = commit();
        board =
                Board.of(
                        premises.board().state(),
                        this.premises.policy(),
                        Sightings.NONE.withDispatching(true).assuming(this.premises.policy()),
                        premises.start());
    }

    /// Nothing vanishes here, so that leases would only end and be renewed.
    private static Timing unending(Timing timing) {
        return new Timing(
                Duration.ofDays(10_000),
                timing.estimate(),
                timing.silence(),
                timing.maxAttempts(),
                timing.backoff(),
                timing.breaking());
    }

    Trial run() {
        begin();
        var steps = 0;
        while (!board.state().live().isEmpty() && agenda.next(horizon)) {
            if (++steps > MOST_STEPS) {
                throw new IllegalStateException(
                        "a trial does not come to an end: seed %d at %s"
                                .formatted(seed, agenda.instant()));
            }
        }
        return tally.trial(board, horizon);
    }

    private void begin() {
        if (board.state().engine().pause().isPresent()) {
            take(new Request.Resume());
        }
        var answer = new Contact.Answered(Contact.Vitals.UNKNOWN);
        for (var node : premises.policy().nodes()) {
            take(new Signal.NodeAsked(node.name(), answer));
        }
        for (var id : board.active().stream().sorted().toList()) {
            board.state().task(id).ifPresent(this::resume);
        }
        take(
                new Signal.BranchSeen(
                        new CommitSeen(
                                tip,
                                board.wantedPaths(),
                                Set.copyOf(
                                        board.wantedPaths().stream()
                                                .filter(present::contains)
                                                .toList()))));
    }

    /// Goes on with what was under way when the forecast was asked for.
    private void resume(Task task) {
        switch (task.stage()) {
            case Stage.Running(var lease) -> {
                take(new Signal.Heard(task.id(), lease.generation()));
                resume(task, lease, () -> work(task, Optional.empty(), List.of()));
            }
            case Stage.Verifying(var lease) -> resume(task, lease, () -> judge(task));
            case Stage.InReview _ ->
                    review(
                            task,
                            task.lastAttempt()
                                    .flatMap(attempt -> attempt.results().review())
                                    .map(ReviewRecord::requestedAt)
                                    .orElse(premises.start()));
            case Stage.Integrating _, Stage.Waiting _, Stage.Ended _ -> {}
        }
    }

    /// What works on a node that is dropped begins anew elsewhere.
    private void resume(Task task, Lease lease, Runnable goOn) {
        if (premises.policy().node(lease.node()).isPresent()) {
            goOn.run();
        } else {
            take(stopped(task, Outcome.CANCELLED));
        }
    }

    private void take(Signal signal) {
        var now = agenda.instant();
        tally.pass(board, now);
        var decision = Planner.decide(board, signal, now);
        board = decision.board();
        decision.changes().forEach(change -> change.events().forEach(this::note));
        decision.commands().forEach(this::perform);
        Planner.nextWake(board).ifPresent(this::wakeAt);
    }

    private void wakeAt(Instant at) {
        var pending = wake.filter(due -> due.isAfter(agenda.instant()));
        if (pending.filter(due -> !due.isAfter(at)).isPresent()) {
            return;
        }
        var later = at.isAfter(agenda.instant()) ? at : agenda.instant().plusMillis(1);
        wake = Optional.of(later);
        agenda.at(later, () -> take(new Signal.Ticked()));
    }

    private void note(Event event) {
        if (event instanceof Event.TaskEnded ended) {
            tally.ended(ended.status(), ended.at());
        } else if (event instanceof Event.ReviewRequested asked) {
            board.state().task(asked.task()).ifPresent(task -> review(task, asked.at()));
        }
    }

    private void perform(Command command) {
        switch (command) {
            case Command.RunAttempt(var task, var bounds, var briefing) -> {
                var borrowed =
                        briefing.borrowed().keySet().stream()
                                .filter(path -> !present.contains(path))
                                .toList();
                work(task, Optional.of(bounds.timeout()), borrowed);
            }
            case Command.Judge(var task) -> judge(task);
            case Command.Integrate(var task) -> integrate(task);
            case Command.Ship(var task, var intent) ->
                    agenda.after(Duration.ZERO, () -> ship(task, intent));
            case Command.LookAtBranch look ->
                    agenda.after(
                            Duration.ZERO,
                            () -> take(new Signal.BranchSeen(look.news(tip, present))));
            case Command.StopAttempt _, Command.Tell _ -> {}
        }
    }

    private void work(Task task, Optional<Duration> timeout, List<String> borrowed) {
        var course = course(task);
        var limit =
                timeout.filter(most ->
                        course.outcome() == Outcome.TIMED_OUT
                                || course.working().compareTo(most) > 0);
        var start = task.attempts().getLast().run().startedAt();
        var working = stretched(task, limit.orElse(course.working()));
        agenda.at(
                start.plus(working),
                () -> {
                    tally.tried(course);
                    if (limit.isPresent()) {
                        take(stopped(task, Outcome.TIMED_OUT));
                    } else if (course.delivers()) {
                        take(collected(task, borrowed));
                    } else {
                        take(stopped(task, course.outcome()));
                    }
                });
    }

    /// A node that is within reach half of the time takes twice as long.
    private Duration stretched(Task task, Duration working) {
        var node = task.attempts().getLast().run().node();
        if (!premises.policy().isRemote(node)) {
            return working;
        }
        var record = premises.board().state().engine().node(node);
        var share =
                record.map((NodeRecord known) -> known.reachableShare(premises.start()))
                        .orElse(1.0);
        return Duration.ofMillis(Math.round(working.toMillis() / Math.max(LEAST_SHARE, share)));
    }

    private Course course(Task task) {
        var attempt = task.attempts().getLast();
        var already = Duration.between(attempt.run().startedAt(), premises.start());
        return premises.habits()
                .course(
                        task,
                        premises.policy().timing(),
                        already.isNegative() ? Duration.ZERO : already,
                        chance(task, "work"));
    }

    private Chance chance(Task task, String purpose) {
        var attempt = task.attempts().getLast().number();
        return Chance.of(seed, purpose + " " + task.id() + " " + attempt);
    }

    private Signal collected(Task task, List<String> borrowed) {
        var made = task.definition().acceptance().deliverables();
        var delivery = new Delivery(agenda.instant(), tip, commit(), made, borrowed, Usage.NONE);
        return new Signal.WorkCollected(task.id(), task.generation(), delivery);
    }

    private static Signal stopped(Task task, Outcome outcome) {
        return new Signal.AttemptStopped(
                task.id(),
                task.generation(),
                new Signal.Reason(outcome, outcome.word(), Usage.NONE),
                Optional.empty(),
                Optional.empty());
    }

    private void judge(Task task) {
        var course = course(task);
        var accepted = course.outcome() != Outcome.RETRY;
        var report =
                new QualityReport(
                        accepted ? PERFECT : 0,
                        TaskType.DEFAULT_THRESHOLD,
                        List.of(),
                        List.of(),
                        course.surprising() ? List.of("as before") : List.of());
        agenda.after(
                premises.habits().checking(chance(task, "checks")),
                () -> take(new Signal.Judged(task.id(), task.generation(), report)));
    }

    private void review(Task task, Instant asked) {
        var chance = chance(task, "review");
        var by = "a person";
        var request =
                premises.habits().approves(chance)
                        ? new Request.Approve(
                                task.id(),
                                task.lastAttempt()
                                        .flatMap(attempt -> attempt.delivery())
                                        .map(Delivery::commit),
                                by)
                        : new Request.Reject(task.id(), "as before", by);
        var at = premises.reviewing().decided(asked, agenda.instant(), chance);
        agenda.at(at, () -> take(request));
    }

    private void integrate(Task task) {
        var refused = course(task).outcome() == Outcome.CONFLICT;
        agenda.after(
                premises.habits().integrating(chance(task, "integration")),
                () ->
                        take(
                                refused
                                        ? new Signal.IntegrationRefused(
                                                task.id(),
                                                task.generation(),
                                                Outcome.CONFLICT.word(),
                                                Optional.empty())
                                        : new Signal.CandidateReady(
                                                task.id(),
                                                task.generation(),
                                                new Stage.Intent(commit(), tip))));
    }

    private void ship(Task task, Stage.Intent intent) {
        tip = intent.candidate();
        present.addAll(task.definition().acceptance().deliverables());
        take(new Signal.Shipped(task.id(), task.generation(), Optional.of(intent.candidate())));
    }

    private CommitId commit() {
        return new CommitId("%040x".formatted(++commits));
    }
}
