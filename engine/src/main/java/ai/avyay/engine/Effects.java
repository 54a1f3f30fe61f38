package ai.avyay.engine;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out commands, each on a virtual thread of its own, and reports back as signals.
final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);
    private static final Duration HAND_BACK_PATIENCE = Duration.ofSeconds(30);

    private final Ports ports;
    private final Inbox inbox;
    private final Supplier<Policy> policy;
    private final AttemptRunner attempts;
    private final Judging judging;
    private final Shipping shipping;
    private final Tidying tidying;
    private final Losses losses;
    private final ReentrantLock looking = new ReentrantLock(true);
    private final Map<Work, Running> running = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    Effects(
            Ports ports,
            StateFolder folder,
            InstantSource clock,
            Inbox inbox,
            Supplier<Policy> policy) {
        this.ports = ports;
        this.inbox = inbox;
        this.policy = policy;
        this.attempts =
                new AttemptRunner(
                        ports,
                        folder,
                        clock,
                        new AttemptRunner.Surroundings(policy, () -> leaving, this::observed));
        this.judging = new Judging(ports, folder, clock, policy);
        this.shipping = new Shipping(ports, judging);
        this.tidying = new Tidying(folder.retentions(), clock);
        this.losses = new Losses(ports.hub(), inbox);
    }

    Losses losses() {
        return losses;
    }

    /// The right to work on a task under one generation.
    private record Work(TaskId task, int generation) {}

    /// @param speaks whether that its thread lives shows that an agent works
    private record Running(Thread thread, boolean speaks) {}

    /// An effect that ends in a signal.
    @FunctionalInterface
    private interface Effect {
        AttemptRunner.Result perform() throws InterruptedException;
    }

    void perform(Command command) {
        switch (command) {
            case Command.RunAttempt run -> {
                tidying.ifDue();
                var node = run.task().attempts().getLast().run().node();
                start(work(run.task()), !policy.get().isRemote(node), () -> attempts.run(run));
            }
            case Command.Judge judge ->
                    start(judge.task(), "verification", () -> judging.judge(judge.task()));
            case Command.Integrate integrate ->
                    start(
                            integrate.task(),
                            "integration",
                            () -> shipping.prepare(integrate.task()));
            case Command.Ship ship -> start(ship.task(), "shipping", () -> shipping.ship(ship));
            case Command.LookAtBranch look ->
                    Thread.ofVirtual().name("look").start(() -> look(look));
            case Command.StopAttempt stop -> stop(new Work(stop.task(), stop.generation()));
            case Command.Tell tell -> ports.notifier().tell(notice(tell));
        }
    }

    private static Notifier.Notice notice(Command.Tell tell) {
        var level = tell.urgent() ? Notifier.Notice.Level.WARNING : Notifier.Notice.Level.INFO;
        return new Notifier.Notice(level, tell.text());
    }

    /// Starts an effect that the work has no part in, so that it is tried until it works.
    private void start(Task task, String what, Callable<Signal> effect) {
        var name = task.id() + ": " + what;
        start(
                work(task),
                false,
                () -> {
                    try {
                        return AttemptRunner.Result.of(
                                Persistence.untilItWorks(ports.notifier(), name, effect));
                    } catch (WorkLostException e) {
                        return AttemptRunner.Result.of(Losses.of(task, e));
                    }
                });
    }

    private static Work work(Task task) {
        return new Work(task.id(), task.generation());
    }

    private void start(Work work, boolean speaks, Effect effect) {
        var thread =
                Thread.ofVirtual()
                        .name(work.task() + "/" + work.generation())
                        .unstarted(() -> report(work, effect));
        running.put(work, new Running(thread, speaks));
        thread.start();
    }

    private void report(Work work, Effect effect) {
        try {
            var result = effect.perform();
            if (running.remove(work) != null) {
                if (inbox.tell(result.signal())) {
                    result.afterwards().run();
                }
            } else {
                result.afterwards().run();
                dead(work);
            }
        } catch (InterruptedException e) {
            if (running.remove(work) == null) {
                dead(work);
            }
        } catch (HubLostException e) {
            running.remove(work);
            losses.hub(e);
        } catch (RuntimeException e) {
            LOG.error("{}: an effect ended because of a bug", work.task(), e);
            running.remove(work);
            ports.notifier()
                    .tell(
                            new Notifier.Notice(
                                    Notifier.Notice.Level.WARNING,
                                    work.task()
                                            + ": "
                                            + e
                                            + " (a bug; `avyay cancel` and `retry` the task)"));
        }
    }

    /// Work that was stopped says so when nothing of it runs any more: what it held is free then.
    private void dead(Work work) {
        observed(
                new Signal.AttemptStopped(
                        work.task(),
                        work.generation(),
                        new Signal.Reason(Outcome.CANCELLED, "stopped", Usage.NONE),
                        Optional.empty(),
                        Optional.empty()));
    }

    private void observed(Signal signal) {
        try {
            inbox.put(signal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// One look after the other, so that what is reported last was seen last.
    private void look(Command.LookAtBranch look) {
        looking.lock();
        try {
            inbox.put(
                    Persistence.untilItWorks(
                            ports.notifier(),
                            "the shipping branch",
                            () -> {
                                var seen = ports.hub().branch(look.paths());
                                return new Signal.BranchSeen(look.news(seen.tip(), seen.present()));
                            }));
        } catch (HubLostException e) {
            losses.hub(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            looking.unlock();
        }
    }

    private void stop(Work work) {
        Optional.ofNullable(running.remove(work))
                .ifPresent(stopped -> stopped.thread().interrupt());
    }

    /// A sign of life of every attempt that works on this machine now.
    List<Signal> alive() {
        return running.entrySet().stream()
                .filter(entry -> entry.getValue().speaks())
                .<Signal>map(entry ->
                        new Signal.Heard(entry.getKey().task(), entry.getKey().generation()))
                .toList();
    }

    /// Stops everything but what outlives the engine; each attempt that is stopped reports that it
    /// was handed back before this returns.
    void handBack() throws InterruptedException {
        leaving = true;
        var now = List.copyOf(running.values());
        now.forEach(work -> work.thread().interrupt());
        for (var work : now) {
            work.thread().join(HAND_BACK_PATIENCE);
        }
    }

    /// Removes what is left of earlier workspaces on this machine: every attempt died with the
    /// engine.
    void sweep() {
        ports.nodes().values().stream()
                .filter(node -> !policy.get().isRemote(node.name()))
                .forEach(node -> node.sweep(Set.of()));
    }
}
