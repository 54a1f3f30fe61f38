package ai.avyay.simulation;

import ai.avyay.planning.Request;
import java.time.Duration;

/// What goes wrong by itself: nodes, links, the disk, the clock, the engine.
final class Weather {
    private static final Duration SHORTEST = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofMinutes(3);
    private static final Duration LEASE_AND_GRACE = Duration.ofMinutes(7);
    private static final Duration LONGEST = Duration.ofHours(2);
    private static final Duration QUIET = Duration.ofMinutes(30);
    private static final Duration QUIETEST = Duration.ofHours(6);
    private static final Duration JUMP = Duration.ofHours(5);

    private final Ground ground;
    private final Host host;
    private final Disk disk;
    private final Fleet fleet;
    private final ShippingBranch branch;

    Weather(Ground ground, Host host, Disk disk, Fleet fleet, ShippingBranch branch) {
        this.ground = ground;
        this.host = host;
        this.disk = disk;
        this.fleet = fleet;
        this.branch = branch;
    }

    void begin() {
        for (var machine : fleet.machines()) {
            outages(Fault.LINKS_CUT, machine, Machine.Condition.CUT_OFF);
            outages(Fault.NODES_SLEEP, machine, Machine.Condition.ASLEEP);
            outages(Fault.NODES_DIE, machine, Machine.Condition.DEAD);
        }
        again(Fault.CLOCK_JUMPS, this::jump);
        again(Fault.DISK_FULL, this::fill);
        again(Fault.ENGINE_KILLED, host::kill);
        again(Fault.USER_COMMITS, branch::userCommits);
    }

    /// Ends all that is wrong, for good.
    void clearUp() {
        ground.odds().calmDown();
        disk.becomeFull(false);
        fleet.machines().forEach(Machine::rise);
        host.start();
    }

    /// Starts the engine again some time after it has ended.
    void engineDied() {
        var chance = ground.odds().chance(Fault.ENGINE_KILLED);
        var wait = chance.oneIn(2) ? SHORTEST : chance.between(SHORTEST, LONGEST);
        ground.agenda().after(ground.odds().isCalm() ? SHORTEST : wait, host::start);
    }

    private void again(Fault fault, Runnable trouble) {
        if (ground.odds().threaten(fault)) {
            ground.agenda()
                    .after(
                            ground.odds().chance(fault).between(QUIET, QUIETEST),
                            () -> {
                                if (ground.odds().threaten(fault)) {
                                    trouble.run();
                                    again(fault, trouble);
                                }
                            });
        }
    }

    private void outages(Fault fault, Machine machine, Machine.Condition condition) {
        again(
                fault,
                () -> {
                    machine.fall(condition);
                    misfortuneToo(machine);
                    ground.agenda()
                            .after(
                                    ground.odds().chance(fault).between(SHORTEST, LONGEST),
                                    machine::rise);
                });
    }

    /// Misfortunes come together: while a node is out of reach people cancel what works there, and
    /// the engine ends.
    private void misfortuneToo(Machine machine) {
        if (ground.odds().strike(Fault.PEOPLE_MEDDLE, 2)) {
            var wait = ground.odds().chance(Fault.PEOPLE_MEDDLE).between(SHORTEST, IMPATIENCE);
            ground.agenda().after(wait, () -> cancelAll(machine.offer().name()));
        }
        if (ground.odds().strike(Fault.ENGINE_KILLED, 3)) {
            var wait = ground.odds().chance(Fault.ENGINE_KILLED).between(SHORTEST, LEASE_AND_GRACE);
            ground.agenda().after(wait, host::kill);
        }
    }

    private void cancelAll(String node) {
        host.board().stream()
                .flatMap(board -> board.state().live().values().stream())
                .filter(task -> task.lease().filter(lease -> lease.node().equals(node)).isPresent())
                .forEach(task -> {
                    var _ = host.ask(new Request.Cancel(task.id()));
                });
        if (ground.odds().strike(Fault.ENGINE_KILLED, 2)) {
            ground.agenda().after(SHORTEST, host::kill);
        }
    }

    private void jump() {
        var far = ground.odds().chance(Fault.CLOCK_JUMPS).between(JUMP.negated(), JUMP);
        host.setClock(far);
    }

    private void fill() {
        disk.becomeFull(true);
        var time = ground.odds().chance(Fault.DISK_FULL).between(SHORTEST, QUIET);
        ground.agenda().after(time, () -> disk.becomeFull(false));
    }
}
