package ai.avyay.simulation;

import ai.avyay.engine.Notifier;
import ai.avyay.engine.Steps;
import ai.avyay.planning.Board;
import ai.avyay.planning.Command;
import ai.avyay.planning.Explanation;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One world, from its beginning to its end: some days in which everything may go wrong, then calm
/// until all is done.
public final class World {
    /// When every world begins.
    public static final Instant START = Instant.parse("2026-01-30T10:00:00Z");

    private static final Duration UNKIND = Duration.ofDays(2);
    private static final Duration PATIENCE = Duration.ofDays(60);
    private static final long MOST_STEPS = 200_000;

    private final Ground ground;
    private final ShippingBranch branch;
    private final CrashPoints crashPoints;
    private final Disk disk;
    private final Host host;
    private final Fleet fleet;
    private final Desk desk;
    private final People people;
    private final Weather weather;
    private final Laws laws;
    private final List<Notifier.Notice> notices = new ArrayList<>();
    private List<Sight.Begun> begun = new ArrayList<>();
    private long seen;
    private Optional<Verdict.Breach> breach = Optional.empty();

    public World(Recipe recipe) {
        var odds = new Odds(recipe);
        var policy = Settings.drawn(odds.chance("settings"));
        var agenda = new Agenda(START);
        ground = new Ground(agenda, odds, new Truth(agenda), policy);
        branch = new ShippingBranch(ground.truth());
        crashPoints = new CrashPoints(odds);
        disk = new Disk(crashPoints);
        host = new Host(ground, new Steps.Reach(disk, branch, notices::add), new Acts());
        var craft = new Craft(ground, branch);
        fleet = new Fleet(ground, host, craft);
        desk = new Desk(ground, host, branch, craft);
        people = new People(ground, host, disk);
        weather = new Weather(ground, host, disk, fleet, branch);
        laws = new Laws(policy);
    }

    /// Lets the world run to its end, or to the first law that is broken.
    public Verdict run() {
        host.start();
        people.begin();
        weather.begin();
        ground.agenda().after(UNKIND, weather::clearUp);
        var end = START.plus(PATIENCE);
        try {
            while (breach.isEmpty() && !isOver() && host.steps() < MOST_STEPS) {
                if (!ground.agenda().next(end)) {
                    break;
                }
            }
            if (breach.isEmpty() && !isOver()) {
                breach = Optional.of(new Verdict.Breach("the world comes to an end", whyNot()));
            }
        } catch (IllegalStateException | IllegalArgumentException bug) {
            breach = Optional.of(new Verdict.Breach("the engine goes on", bug.toString()));
        }
        return new Verdict(
                ground.odds().recipe(),
                host.steps(),
                crashPoints.passed(),
                ground.agenda().instant(),
                breach);
    }

    private boolean isOver() {
        return ground.odds().isCalm() && people.haveAddedAll() && disk.state().live().isEmpty();
    }

    private String whyNot() {
        var now = host.clock().instant();
        return host.board().stream()
                .flatMap(board ->
                        board.state().live().keySet().stream()
                                .map(task -> Explanation.why(board, task, now)))
                .map(Explanation::toString)
                .reduce(
                        "after %d steps:".formatted(host.steps()),
                        (all, why) -> all + "\n  " + why);
    }

    private void look(Optional<Board> board) {
        var facts = disk.news();
        var before = disk.before();
        var first = seen + 1;
        seen = disk.recorded();
        var commands = begun;
        begun = new ArrayList<>();
        var taken = board.isPresent() ? host.taken() : List.<Signal>of();
        var now = host.clock().instant();
        var sight =
                new Sight(
                        board,
                        disk.state(),
                        facts,
                        before,
                        first,
                        taken,
                        commands,
                        ground.truth(),
                        now);
        breach = laws.broken(sight).map(broken -> new Verdict.Breach(broken.law(), broken.how()));
    }

    /// What the engine does to the world.
    private final class Acts implements Host.Outside {
        @Override
        public void accept(Command command) {
            crashPoints.pass("before a command");
            begun.add(new Sight.Begun(command, disk.recorded()));
            perform(command);
            crashPoints.pass("after a command");
        }

        private void perform(Command command) {
            switch (command) {
                case Command.RunAttempt run -> fleet.run(run);
                case Command.StopAttempt(var task, var generation) -> {
                    fleet.stop(task, generation);
                    desk.stop(task, generation);
                }
                case Command.Judge judge -> desk.judge(judge);
                case Command.Integrate integrate -> desk.integrate(integrate);
                case Command.Ship ship -> desk.ship(ship);
                case Command.LookAtBranch look -> desk.look(look);
                case Command.Tell tell ->
                        notices.add(
                                new Notifier.Notice(Notifier.Notice.Level.WARNING, tell.text()));
            }
        }

        @Override
        public List<Signal> signsOfLife() {
            return fleet.signsOfLife();
        }

        @Override
        public void stepped(boolean recorded) {
            look(recorded ? host.board() : Optional.empty());
        }

        @Override
        public void started() {
            fleet.engineStarted();
        }

        @Override
        public void died() {
            fleet.endWithEngine();
            desk.endWithEngine();
            weather.engineDied();
        }
    }
}
