package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The nodes of the world, as the engine reaches them.
final class Fleet {
    private static final Duration HEARTBEAT = Duration.ofMinutes(2);
    private static final Duration DYING = Duration.ofSeconds(50);
    private static final Duration CONNECTING = Duration.ofSeconds(30);

    private final Ground ground;
    private final Host host;
    private final Link link;
    private final Craft craft;
    private final Chance chance;
    private final Map<String, Machine> machines = new LinkedHashMap<>();

    Fleet(Ground ground, Host host, Craft craft) {
        this.ground = ground;
        this.host = host;
        this.link = new Link(ground, host);
        this.craft = craft;
        this.chance = ground.odds().chance("fleet");
        ground.policy()
                .nodes()
                .forEach(node -> machines.put(node.name(), new Machine(ground, link)));
        ground.agenda().after(HEARTBEAT, this::beat);
    }

    Collection<Machine> machines() {
        return Collections.unmodifiableCollection(machines.values());
    }

    /// Has the agent work, if its node can be reached. If not, that is said after a while, or
    /// nothing ever is.
    void run(Command.RunAttempt run) {
        var machine = machine(run.task().attempts().getLast().run().node());
        if (machine.isUp()) {
            machine.begin(run, craft);
        } else if (chance.oneIn(2)) {
            ground.agenda().after(CONNECTING, () -> host.put(unreachable(run)));
        }
    }

    private Machine machine(String name) {
        return Optional.ofNullable(machines.get(name))
                .orElseThrow(() -> new IllegalStateException("there is no node " + name));
    }

    private static Signal unreachable(Command.RunAttempt run) {
        return new Signal.AttemptStopped(
                run.task().id(),
                run.task().generation(),
                new Signal.Reason(Outcome.LOST, "the node cannot be reached", Usage.NONE),
                Optional.empty(),
                Optional.empty());
    }

    /// Has whatever works on this generation killed; where its node cannot be reached, once it can.
    void stop(TaskId task, int generation) {
        for (var machine : machines.values()) {
            for (var agent : machine.agents()) {
                if (agent.work().equals(new Work(task, generation))) {
                    agent.unwant();
                    ground.agenda()
                            .after(
                                    chance.between(Duration.ZERO, DYING),
                                    () -> {
                                        if (machine.isUp()) {
                                            agent.stop();
                                        }
                                    });
                }
            }
        }
    }

    /// All agents end with the engine that started them.
    void endWithEngine() {
        machines.values().forEach(Machine::endAll);
    }

    /// A sign of life of every attempt that can be reached now.
    List<Signal> signsOfLife() {
        var signs = new ArrayList<Signal>();
        for (var machine : machines.values()) {
            if (machine.isUp()) {
                for (var agent : machine.agents()) {
                    agent.renew(ground.agenda().instant());
                    signs.add(agent.heard());
                }
            }
        }
        return signs;
    }

    /// A lease is renewed on its node only once the engine has heard of it, and from the time at
    /// which that was said, so that it ends there no later than for the engine.
    private void beat() {
        ground.agenda().after(HEARTBEAT, this::beat);
        var now = ground.agenda().instant();
        for (var machine : machines.values()) {
            if (machine.isUp()) {
                for (var agent : machine.agents()) {
                    link.send(
                            agent.heard(),
                            () -> {
                                if (machine.isUp()) {
                                    agent.renew(now);
                                }
                            });
                }
            }
        }
    }
}
