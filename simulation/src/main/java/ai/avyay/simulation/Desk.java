package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.QualityReport;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import ai.avyay.planning.TaskType;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// What the engine's own process does about an attempt's work: judging it, bringing it onto the
/// branch, looking there. All of it ends with the engine.
final class Desk {
    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final Duration SECONDS = Duration.ofSeconds(50);
    private static final Duration CHECKS = Duration.ofMinutes(20);

    private final Ground ground;
    private final Host host;
    private final ShippingBranch branch;
    private final Craft craft;
    private final Chance chance;
    private final Map<Work, Long> underway = new HashMap<>();
    private final Map<Work, Truth.Occupation> checking = new HashMap<>();
    private final Map<Work, Truth.Occupation> integrating = new HashMap<>();
    private long begun;

    Desk(Ground ground, Host host, ShippingBranch branch, Craft craft) {
        this.ground = ground;
        this.host = host;
        this.branch = branch;
        this.craft = craft;
        this.chance = ground.odds().chance("desk");
    }

    void judge(Command.Judge judge) {
        var occupation = Occupations.of(Truth.Occupation.Kind.CHECKS, judge.task());
        checking.put(occupation.work(), occupation);
        ground.truth().begin(occupation);
        begin(judge.task(), chance.between(MOMENT, CHECKS), () -> judged(judge.task()));
    }

    private Signal judged(Task task) {
        endChecks(Work.of(task));
        return new Signal.Judged(task.id(), task.generation(), report(craft.quality(task)));
    }

    private QualityReport report(int score) {
        var touchy = score > 0 && ground.odds().strike(Fault.POOR_WORK, 8);
        return new QualityReport(
                score,
                TaskType.DEFAULT_THRESHOLD,
                List.of(),
                List.of(),
                touchy ? List.of("it changes a protected path") : List.of());
    }

    void integrate(Command.Integrate integrate) {
        var task = integrate.task();
        var occupation = Occupations.integrating(task);
        if (integrating.putIfAbsent(occupation.work(), occupation) == null) {
            ground.truth().begin(occupation);
        }
        begin(task, chance.between(MOMENT, SECONDS), () -> prepared(task));
    }

    private Signal prepared(Task task) {
        var shipped = branch.shipped(task.id(), task.attempts().getLast().number());
        var odds = ground.odds();
        if (shipped.isPresent()) {
            return new Signal.Shipped(task.id(), task.generation(), shipped);
        }
        if (odds.strike(Fault.CONFLICTS, 5)) {
            var red = odds.chance(Fault.CONFLICTS).oneIn(2);
            return new Signal.IntegrationRefused(
                    task.id(),
                    task.generation(),
                    red ? "red with the branch" : "conflicts with the branch",
                    red ? Optional.of(report(0)) : Optional.empty());
        }
        return odds.strike(Fault.CONFLICTS, 12)
                ? new Signal.Shipped(task.id(), task.generation(), Optional.empty())
                : new Signal.CandidateReady(task.id(), task.generation(), branch.candidate(task));
    }

    /// The branch is moved some time before that is known, so that the engine may end in between.
    void ship(Command.Ship ship) {
        var life = host.life();
        ground.agenda()
                .after(
                        chance.between(MOMENT, chance.oneIn(4) ? CHECKS : SECONDS),
                        () -> {
                            if (life == host.life()) {
                                var task = ship.task();
                                var moved = branch.ship(ship.intent());
                                var commit = Optional.of(ship.intent().candidate());
                                begin(
                                        task,
                                        chance.between(MOMENT, SECONDS),
                                        () ->
                                                moved
                                                        ? new Signal.Shipped(
                                                                task.id(),
                                                                task.generation(),
                                                                commit)
                                                        : new Signal.BranchMoved(
                                                                task.id(), task.generation()));
                            }
                        });
    }

    void look(Command.LookAtBranch look) {
        var life = host.life();
        var seen = branch.branch(look.paths());
        ground.agenda()
                .after(
                        chance.between(MOMENT, SECONDS),
                        () -> {
                            if (life == host.life()) {
                                host.put(
                                        new Signal.BranchSeen(
                                                look.news(seen.tip(), seen.present())));
                            }
                        });
    }

    private void begin(Task task, Duration time, Supplier<Signal> effect) {
        var number = ++begun;
        underway.put(Work.of(task), number);
        ground.agenda()
                .after(
                        time,
                        () -> {
                            if (underway.remove(Work.of(task), number)) {
                                var signal = effect.get();
                                if (!isHalfWay(signal)) {
                                    endIntegration(Work.of(task));
                                }
                                host.put(signal);
                            }
                        });
    }

    private static boolean isHalfWay(Signal signal) {
        return signal instanceof Signal.CandidateReady || signal instanceof Signal.BranchMoved;
    }

    private void endIntegration(Work work) {
        Optional.ofNullable(integrating.remove(work)).ifPresent(ground.truth()::end);
    }

    /// Stops what is done about this generation; that it has ended is said when it has.
    void stop(TaskId task, int generation) {
        var work = new Work(task, generation);
        endIntegration(work);
        if (underway.remove(work) != null) {
            var life = host.life();
            ground.agenda()
                    .after(
                            chance.between(Duration.ZERO, SECONDS),
                            () -> {
                                endChecks(work);
                                if (life == host.life()) {
                                    host.put(stopped(work));
                                }
                            });
        }
    }

    private static Signal stopped(Work work) {
        return new Signal.AttemptStopped(
                work.task(),
                work.generation(),
                new Signal.Reason(Outcome.CANCELLED, "stopped", Usage.NONE),
                Optional.empty(),
                Optional.empty());
    }

    private void endChecks(Work work) {
        Optional.ofNullable(checking.remove(work)).ifPresent(ground.truth()::end);
    }

    void endWithEngine() {
        underway.clear();
        checking.values().forEach(ground.truth()::end);
        checking.clear();
        integrating.values().forEach(ground.truth()::end);
        integrating.clear();
    }
}
