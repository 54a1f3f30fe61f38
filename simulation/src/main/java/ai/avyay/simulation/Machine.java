package ai.avyay.simulation;

import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A node of the world, and all that works on it.
final class Machine {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofHours(6);

    private final Ground ground;
    private final Link link;
    private final List<WorkingAgent> agents = new ArrayList<>();
    private final List<Signal> outbox = new ArrayList<>();
    private final List<Runnable> frozen = new ArrayList<>();
    private Condition condition = Condition.UP;

    /// How a node is.
    enum Condition {
        UP,
        /// It works on and cannot be reached.
        CUT_OFF,
        ASLEEP,
        DEAD
    }

    Machine(Ground ground, Link link) {
        this.ground = ground;
        this.link = link;
    }

    void begin(Command.RunAttempt run, Craft craft) {
        var agent = new WorkingAgent(ground, this, run, craft);
        agents.add(agent);
        agent.begin();
    }

    boolean isUp() {
        return condition == Condition.UP;
    }

    boolean isAsleep() {
        return condition == Condition.ASLEEP;
    }

    /// Its agents that are alive.
    List<WorkingAgent> agents() {
        agents.removeIf(agent -> !agent.isAlive());
        return List.copyOf(agents);
    }

    /// Becomes unreachable in one of the ways that there are; only from being up.
    void fall(Condition changed) {
        if (isUp()) {
            condition = changed;
            if (changed == Condition.DEAD) {
                endAll();
            }
        }
    }

    /// All that works here ends without a word.
    void endAll() {
        agents().forEach(WorkingAgent::die);
        outbox.clear();
    }

    /// Can be reached again; what is no longer wanted ends, what was kept is delivered.
    void rise() {
        condition = Condition.UP;
        agents().stream().filter(WorkingAgent::isUnwanted).forEach(WorkingAgent::stop);
        List.copyOf(outbox).forEach(link::send);
        outbox.clear();
        var awake = List.copyOf(frozen);
        frozen.clear();
        awake.forEach(Runnable::run);
    }

    void onWaking(Runnable then) {
        frozen.add(then);
    }

    /// Sends a report, now or when the link is there again.
    void deliver(Signal signal) {
        if (isUp()) {
            link.send(signal);
        } else {
            outbox.add(signal);
        }
    }

    /// Sends a report that is not true any more, at some time.
    void lie(Signal signal) {
        var wait = ground.odds().chance(Fault.NODES_LIE).between(SOON, LATE);
        ground.agenda().after(wait, () -> deliver(signal));
    }
}
