package ai.avyay.simulation;

import java.time.Duration;

/// What goes wrong by itself: nodes, links, the disk, the clock, the engine.
final class Weather {
    private static final Duration SHORTEST = Duration.ofSeconds(20);
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
        var wait = ground.odds().chance(Fault.ENGINE_KILLED).between(SHORTEST, LONGEST);
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
                    ground.agenda()
                            .after(
                                    ground.odds().chance(fault).between(SHORTEST, LONGEST),
                                    machine::rise);
                });
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
