package ai.avyay.simulation;

import ai.avyay.planning.Command;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A node of the world, and all that works on it.
final class Machine {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final Duration LATE = Duration.ofHours(6);

    private final Ground ground;
    private final Link link;
    private final Policy.NodeOffer offer;
    private final List<WorkingAgent> agents = new ArrayList<>();
    private final List<Signal> outbox = new ArrayList<>();
    private final List<Runnable> frozen = new ArrayList<>();
    private final Attachments attachments;
    private Condition condition = Condition.UP;

    /// How a node is.
    enum Condition {
        UP,
        /// It works on and cannot be reached.
        CUT_OFF,
        ASLEEP,
        DEAD
    }

    Machine(Ground ground, Link link, Policy.NodeOffer offer) {
        this.ground = ground;
        this.link = link;
        this.offer = offer;
        this.attachments = new Attachments(link);
    }

    Policy.NodeOffer offer() {
        return offer;
    }

    /// Has the engine told what comes of `run`, which it began earlier.
    void attach(Command.RunAttempt run) {
        attachments.attach(Work.of(run.task()));
        if (isUp()) {
            reattach();
        }
    }

    /// What was attached and of which nothing is left is lost.
    private void reattach() {
        attachments.lose(agents().stream().map(WorkingAgent::work).toList());
        attachments.sendAll();
    }

    /// Removes everything but `wanted`.
    void sweep(Collection<Work> wanted) {
        agents().stream()
                .filter(agent -> !wanted.contains(agent.work()))
                .forEach(WorkingAgent::die);
        attachments.keep(wanted);
    }

    /// The engine has ended: what works on this machine only if it is there ends too.
    void endWithEngine() {
        if (offer.remote()) {
            attachments.letGo();
        } else {
            endAll();
        }
    }

    void begin(Command.RunAttempt run, Craft craft) {
        var agent = new WorkingAgent(ground, this, run, craft);
        agents.add(agent);
        if (offer.remote()) {
            attachments.attach(agent.work());
        }
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
        reattach();
        List.copyOf(outbox).forEach(link::send);
        outbox.clear();
        var awake = List.copyOf(frozen);
        frozen.clear();
        awake.forEach(Runnable::run);
    }

    void onWaking(Runnable then) {
        frozen.add(then);
    }

    /// Sends what came of `work`, now or when the link is there again.
    void deliver(Work work, Signal signal) {
        if (!offer.remote()) {
            send(signal);
            return;
        }
        attachments.end(work, signal);
        if (isUp()) {
            attachments.sendAll();
        }
    }

    private void send(Signal signal) {
        if (isUp()) {
            link.send(signal);
        } else {
            outbox.add(signal);
        }
    }

    /// Sends a report that is not true any more, at some time.
    void lie(Signal signal) {
        var wait = ground.odds().chance(Fault.NODES_LIE).between(SOON, LATE);
        ground.agenda().after(wait, () -> send(signal));
    }
}
