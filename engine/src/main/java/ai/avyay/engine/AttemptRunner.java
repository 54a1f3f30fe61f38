package ai.avyay.engine;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has an agent work on an attempt, from the base to the work in the hub.
final class AttemptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);
    private static final String PURPOSE = "agent";

    private final Ports ports;
    private final StateFolder folder;
    private final InstantSource clock;
    private final Artifacts artifacts;

    AttemptRunner(Ports ports, StateFolder folder, InstantSource clock) {
        this.ports = ports;
        this.folder = folder;
        this.clock = clock;
        this.artifacts = new Artifacts(ports.hub(), folder);
    }

    /// What came of the attempt; an interrupt means that the engine is shutting down or the attempt
    /// was stopped.
    Signal run(Command.RunAttempt command) throws InterruptedException {
        var task = command.task();
        try {
            return attempt(command);
        } catch (InterruptedException e) {
            return stopped(task, Outcome.CANCELLED, "handed back when the engine stopped");
        } catch (RuntimeException | IOException e) {
            LOG.debug("{} could not be run", task.id(), e);
            return stopped(task, Outcome.LOST, "could not be run: " + e.getMessage());
        }
    }

    private Signal attempt(Command.RunAttempt command) throws InterruptedException, IOException {
        var task = command.task();
        var run = task.attempts().getLast().run();
        var agent = Optional.ofNullable(ports.agents().get(run.agent()));
        var node = Optional.ofNullable(ports.nodes().get(run.node()));
        if (agent.isEmpty() || node.isEmpty()) {
            return stopped(
                    task,
                    Outcome.PROVIDER_ERROR,
                    "agent %s or node %s is not configured".formatted(run.agent(), run.node()));
        }
        var missing = agent.get().missing();
        if (missing.isPresent()) {
            return stopped(task, Outcome.PROVIDER_ERROR, missing.get());
        }
        ports.integration().synchronize();
        var ref = new AttemptRef(task.id(), task.attempts().getLast().number());
        var start =
                ports.hub().start(new Hub.StartOrder(ref, previousWork(task), borrowed(command)));
        var brief = new FutureTask<>(() -> Brief.write(command, start, agent.get(), folder));
        Thread.startVirtualThread(brief);
        try (var workspace = node.get().open(new WorkspaceOrder(ref, PURPOSE, start.start()))) {
            return new Session(written(brief), start, agent.get(), workspace).perform();
        }
    }

    /// It was written while the workspace was made.
    private static Brief written(FutureTask<Brief> brief) throws InterruptedException, IOException {
        try {
            return brief.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failed) {
                throw failed;
            }
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e);
        }
    }

    /// One agent at work in one workspace.
    private final class Session {
        private final Brief brief;
        private final Hub.Start start;
        private final Agent agent;
        private final Workspace workspace;
        private final Task task;

        Session(Brief brief, Hub.Start start, Agent agent, Workspace workspace) {
            this.brief = brief;
            this.start = start;
            this.agent = agent;
            this.workspace = workspace;
            this.task = brief.command().task();
        }

        Signal perform() throws InterruptedException, IOException {
            var exit = workspace.run(brief.execution());
            var said = agent.read(brief.log(), exit);
            brief.ended(exit, said);
            return report(exit, said);
        }

        private Signal report(Exit exit, AgentReport said) throws InterruptedException {
            var ending = Endings.of(exit, said, clock.instant());
            var work = collect(said.usage());
            return switch (ending) {
                case Endings.Worked _ when work instanceof Collected(var delivery) ->
                        new Signal.WorkCollected(task.id(), task.generation(), delivery);
                case Endings.Worked _ when work instanceof Refused(var reason) ->
                        new Signal.AttemptStopped(
                                task.id(),
                                task.generation(),
                                new Signal.Reason(Outcome.FAILED, reason, said.usage()),
                                Optional.empty(),
                                Optional.empty());
                case Endings.Worked _ ->
                        throw new IllegalStateException("neither collected nor refused");
                case Endings.Stopped(var outcome, var text, var resetAt) ->
                        new Signal.AttemptStopped(
                                task.id(),
                                task.generation(),
                                new Signal.Reason(outcome, text, said.usage()),
                                work instanceof Collected(var leftover)
                                        ? Optional.of(leftover)
                                        : Optional.empty(),
                                resetAt);
            };
        }

        private Work collect(Usage usage) throws InterruptedException {
            var deliverables = task.definition().acceptance().deliverables();
            try {
                var message = "Work of %s left uncommitted".formatted(brief.attempt());
                var commit =
                        workspace.collect(
                                new CollectOrder(
                                        brief.attempt(), start.start(), deliverables, message));
                var kept = artifacts.keep(task.id(), commit, deliverables);
                var borrowed = List.copyOf(brief.command().briefing().borrowed().keySet());
                return new Collected(
                        new Delivery(clock.instant(), start.base(), commit, kept, borrowed, usage));
            } catch (NodeException e) {
                return new Refused(String.valueOf(e.getMessage()));
            }
        }
    }

    private sealed interface Work {}

    private record Collected(Delivery delivery) implements Work {}

    private record Refused(String reason) implements Work {}

    private static Optional<Hub.Work> previousWork(Task task) {
        return task.attempts().reversed().stream()
                .skip(1)
                .flatMap(attempt -> attempt.delivery().stream())
                .findFirst()
                .map(delivery -> new Hub.Work(delivery.base(), delivery.commit()));
    }

    private Map<String, Path> borrowed(Command.RunAttempt command) {
        Map<String, Path> files = new HashMap<>();
        for (Map.Entry<String, TaskId> entry : command.briefing().borrowed().entrySet()) {
            files.put(entry.getKey(), folder.artifacts(entry.getValue()).resolve(entry.getKey()));
        }
        return files;
    }

    private static Signal stopped(Task task, Outcome outcome, String text) {
        return new Signal.AttemptStopped(
                task.id(),
                task.generation(),
                new Signal.Reason(outcome, text, Usage.NONE),
                Optional.empty(),
                Optional.empty());
    }
}
