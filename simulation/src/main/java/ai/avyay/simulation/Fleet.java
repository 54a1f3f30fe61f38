package ai.avyay.simulation;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Stage;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Board;
import ai.avyay.planning.Command;
import ai.avyay.planning.Contact;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The nodes of the world, as the engine reaches them.
final class Fleet {
    private static final Duration HEARTBEAT = Duration.ofMinutes(2);
    private static final Duration DYING = Duration.ofSeconds(50);
    private static final int SELDOM = 8;
    private static final Duration CONNECTING = Duration.ofSeconds(30);

    private final Ground ground;
    private final Host host;
    private final Link link;
    private final Craft craft;
    private final Chance chance;
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Set<Work> begun = new HashSet<>();
    private final Set<String> swept = new HashSet<>();

    Fleet(Ground ground, Host host, Craft craft) {
        this.ground = ground;
        this.host = host;
        this.link = new Link(ground, host);
        this.craft = craft;
        this.chance = ground.odds().chance("fleet");
        ground.policy()
                .nodes()
                .forEach(node -> machines.put(node.name(), new Machine(ground, link, node)));
        ground.agenda().after(HEARTBEAT, this::beat);
    }

    Collection<Machine> machines() {
        return Collections.unmodifiableCollection(machines.values());
    }

    /// Has the agent work, if its node can be reached. If not, that is said after a while, or
    /// nothing ever is.
    void run(Command.RunAttempt run) {
        var machine = machine(run.task().attempts().getLast().run().node());
        if (!begun.add(Work.of(run.task()))) {
            machine.attach(run);
        } else if (machine.isUp()) {
            machine.begin(run, craft);
        } else if (machine.offer().remote() || chance.oneIn(2)) {
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

    /// All agents on the engine's machine end with it; others go on.
    void endWithEngine() {
        machines.values().forEach(Machine::endWithEngine);
    }

    /// A new engine asks at once how the other machines are.
    void engineStarted() {
        swept.clear();
        machines.values().stream()
                .filter(machine -> machine.offer().remote())
                .forEach(machine ->
                        ground.agenda()
                                .after(
                                        chance.between(Duration.ZERO, CONNECTING),
                                        () -> ask(machine)));
    }

    /// Asks a machine how it is. One that answers for the first time is rid of all that nobody
    /// waits for; the leases there are renewed from the time at which it was asked.
    private void ask(Machine machine) {
        var board = host.board();
        if (board.isEmpty()) {
            return;
        }
        var name = machine.offer().name();
        if (!machine.isUp()) {
            host.put(new Signal.NodeAsked(name, new Contact.Away("no answer")));
            return;
        }
        if (machine.offer().remote()) {
            if (swept.add(name)) {
                machine.sweep(working(board.get(), name));
            }
            machine.agents().forEach(agent -> agent.renew(ground.agenda().instant()));
        }
        host.put(new Signal.NodeAsked(name, new Contact.Answered(vitals())));
    }

    /// One on which nothing works is asked less often, which changes nothing but the time that a
    /// simulation takes.
    private boolean isAsked(Machine machine) {
        return (machine.offer().remote() || machine.offer().maxLoad().isPresent())
                && (chance.oneIn(SELDOM)
                        || !machine.agents().isEmpty()
                        || host.board()
                                .filter(board -> !working(board, machine.offer().name()).isEmpty())
                                .isPresent());
    }

    private Contact.Vitals vitals() {
        var load = ground.odds().isCalm() ? 0 : chance.below(100) / 100.0;
        return new Contact.Vitals(load, false, Duration.ZERO);
    }

    private static Set<Work> working(Board board, String node) {
        return board.state().live().values().stream()
                .filter(task ->
                        task.stage() instanceof Stage.Running(var lease)
                                && lease.node().equals(node))
                .map(Work::of)
                .collect(Collectors.toSet());
    }

    /// A sign of life of every attempt that can be reached now.
    List<Signal> signsOfLife() {
        var signs = new ArrayList<Signal>();
        for (var machine : machines.values()) {
            if (machine.isUp() && !machine.offer().remote()) {
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
            if (isAsked(machine)) {
                ask(machine);
            }
            if (machine.isUp() && !machine.offer().remote()) {
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
