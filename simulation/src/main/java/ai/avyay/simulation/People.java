package ai.avyay.simulation;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Answer;
import ai.avyay.engine.HandEdit;
import ai.avyay.planning.Board;
import ai.avyay.planning.Request;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The people of the world: they add tasks, review at nine in the morning, and meddle if that is a
/// fault of theirs. Once it is calm they do what `why` tells them.
final class People {
    private static final LocalTime NINE = LocalTime.of(9, 0);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_TASKS = Duration.ofHours(2);
    private static final Duration WISHES = Duration.ofHours(2);
    private static final int BATCH = 4;

    private final Ground ground;
    private final Host host;
    private final Disk disk;
    private final TaskMaker tasks;
    private final Chance chance;
    private final Advice advice = new Advice();
    private int left;
    private int unanswered;

    People(Ground ground, Host host, Disk disk) {
        this.ground = ground;
        this.host = host;
        this.disk = disk;
        this.tasks = new TaskMaker(ground.odds());
        this.chance = ground.odds().chance("people");
        this.left = ground.odds().recipe().tasks();
    }

    void begin() {
        addSome();
        atNine();
        ground.agenda().after(wait(WISHES), this::meddle);
    }

    /// Whether every task that there will be is in the queue.
    boolean haveAddedAll() {
        return left == 0 && unanswered == 0;
    }

    private Duration wait(Duration most) {
        return chance.between(Duration.ofMinutes(1), most);
    }

    private void addSome() {
        var batch = new ArrayList<Request.NewTask>();
        for (var i = 1 + chance.below(BATCH); i > 0 && left > 0; i--) {
            batch.add(tasks.next(ground.agenda().instant()));
            left--;
        }
        unanswered++;
        add(new Request.Add(batch));
        if (left > 0) {
            ground.agenda().after(wait(BETWEEN_TASKS), this::addSome);
        }
    }

    /// Asks until the tasks are known to be there; one that may have been carried out unanswered is
    /// looked for first.
    private void add(Request.Add request) {
        var answer = host.ask(request);
        ground.agenda()
                .after(
                        PATIENCE,
                        () -> {
                            var ids = request.tasks().stream().map(Request.NewTask::id).toList();
                            if (accepted(answer)) {
                                ids.forEach(ground.truth()::promise);
                            }
                            if (accepted(answer) || disk.state().knows(ids.getFirst())) {
                                unanswered--;
                            } else {
                                ground.agenda().after(PAUSE, () -> add(request));
                            }
                        });
    }

    private static boolean accepted(CompletableFuture<Answer> answer) {
        return answer.isDone() && !answer.isCompletedExceptionally() && answer.join().accepted();
    }

    private void atNine() {
        var today = ground.agenda().instant().atZone(ZoneOffset.UTC);
        var nine = today.with(NINE);
        var next = nine.isAfter(today) ? nine : nine.plusDays(1);
        ground.agenda().at(next.toInstant(), this::morning);
    }

    private void morning() {
        atNine();
        var board = host.board();
        if (ground.odds().isCalm()) {
            board.stream()
                    .flatMap(seen -> advice.followed(seen, host.clock().instant(), disk).stream())
                    .forEach(this::ask);
        } else {
            board.ifPresent(seen -> tasks(seen).forEach(this::review));
        }
    }

    private static List<Task> tasks(Board board) {
        return List.copyOf(board.state().live().values());
    }

    private void review(Task task) {
        if (task.stage() instanceof Stage.InReview) {
            ask(new Request.OpenReview(task.id()));
            ask(
                    chance.oneIn(5)
                            ? new Request.Reject(task.id(), "please mend it", "a person")
                            : new Request.Approve(task.id(), Optional.empty(), "a person"));
        }
    }

    private void ask(Request request) {
        var _ = host.ask(request);
    }

    /// Any task, or one that something is done about at this moment.
    private TaskId meddledWith(Chance meddling) {
        var active =
                host.board().stream().flatMap(board -> board.active().stream()).sorted().toList();
        if (!active.isEmpty() && meddling.oneIn(2)) {
            return meddling.one(active);
        }
        var added = ground.odds().recipe().tasks() - left;
        return new TaskId("t" + meddling.below(added + 1));
    }

    /// Changes a task in the queue's file: what it needs, when it is served, how often it is tried.
    private void edit(Chance meddling, TaskId id) {
        disk.state()
                .task(id)
                .ifPresent(task -> {
                    var other = TaskMaker.another(meddling, task.definition());
                    disk.edit(new HandEdit.Changed(id, other));
                    host.put(new Signal.Ticked());
                });
    }

    private Request rewind(Chance meddling) {
        if (disk.revisions().isEmpty()) {
            return new Request.Resume();
        }
        var then = List.copyOf(meddling.one(disk.revisions()).live().values());
        var endedNow = then.stream().flatMap(task -> disk.ended(task.id()).stream()).toList();
        return new Request.Rewind("an earlier one", then, endedNow);
    }

    private void meddle() {
        if (!ground.odds().threaten(Fault.PEOPLE_MEDDLE)) {
            return;
        }
        var meddling = ground.odds().chance(Fault.PEOPLE_MEDDLE);
        ground.agenda().after(meddling.between(Duration.ofMinutes(5), WISHES), this::meddle);
        var task = meddledWith(meddling);
        if (meddling.oneIn(5)) {
            edit(meddling, task);
            return;
        }
        ask(
                switch (meddling.below(11)) {
                    case 0 -> new Request.Abandon(task, "not wanted");
                    case 1, 2 -> new Request.Cancel(task);
                    case 3, 4 -> new Request.Retry(task, disk.ended(task));
                    case 5 -> new Request.Reject(task, "please mend it", "a person");
                    case 6 -> new Request.Approve(task, Optional.empty(), "a person");
                    case 7 -> new Request.Pause("lunch");
                    case 8 -> new Request.Reload(ground.policy());
                    case 9 -> rewind(meddling);
                    default -> new Request.Resume();
                });
    }
}
