package ai.avyay.engine;

import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Policy;
import ai.avyay.planning.Signal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Has an agent work on an attempt, from the base to the work in the hub.
final class AttemptRunner {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);
    private static final String PURPOSE = "agent";

    private final Ports ports;
    private final StateFolder folder;
    private final InstantSource clock;
    private final Surroundings surroundings;
    private final AgentSession.Means means;
    private final Beginnings beginnings;
    private final Instant begun;

    AttemptRunner(Ports ports, StateFolder folder, InstantSource clock, Surroundings surroundings) {
        this.ports = ports;
        this.folder = folder;
        this.clock = clock;
        this.surroundings = surroundings;
        this.means = new AgentSession.Means(clock, new Artifacts(ports.hub(), folder));
        this.beginnings = new Beginnings(ports.hub(), folder);
        this.begun = clock.instant();
    }

    /// What an attempt must know of the engine around it.
    ///
    /// @param leaving whether the engine is ending, so that what outlives it is left alone
    /// @param observed takes what is seen of an attempt that goes on
    record Surroundings(
            Supplier<Policy> policy, BooleanSupplier leaving, Consumer<Signal> observed) {}

    /// Something to be done when what came of an attempt is recorded.
    @FunctionalInterface
    interface Afterwards {
        void run() throws InterruptedException;
    }

    /// What came of the attempt, and what is to be done once that is recorded.
    record Result(Signal signal, Afterwards afterwards) {
        static Result of(Signal signal) {
            return new Result(signal, () -> {});
        }
    }

    /// Has the agent work, or goes on waiting for one that does.
    ///
    /// @throws InterruptedException if the engine lets go of an attempt that outlives it, or has it
    ///   killed; one that dies with the engine is handed back
    Result run(Command.RunAttempt command) throws InterruptedException {
        var task = command.task();
        var outlives = outlives(task);
        try {
            return attempt(command, outlives);
        } catch (InterruptedException e) {
            if (outlives) {
                throw e;
            }
            return stopped(task, Outcome.CANCELLED, "handed back when the engine stopped");
        } catch (HubLostException e) {
            throw e;
        } catch (RuntimeException | IOException e) {
            LOG.debug("{} could not be run", task.id(), e);
            return stopped(task, Outcome.LOST, "could not be run: " + e.getMessage());
        }
    }

    private boolean outlives(Task task) {
        return surroundings.policy().get().isRemote(task.attempts().getLast().run().node());
    }

    private Result attempt(Command.RunAttempt command, boolean outlives)
            throws InterruptedException, IOException {
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
        var missing = outlives ? Optional.<String>empty() : agent.get().missing();
        if (missing.isPresent()) {
            return stopped(task, Outcome.PROVIDER_ERROR, missing.get());
        }
        ports.integration().synchronize();
        var order =
                new Hub.StartOrder(AttemptRef.newest(task), previousWork(task), borrowed(command));
        return outlives
                ? afar(command, order, agent.get(), node.get())
                : here(command, ports.hub().start(order), agent.get(), node.get());
    }

    private Result here(Command.RunAttempt command, Hub.Start start, Agent agent, Node node)
            throws InterruptedException, IOException {
        var brief = new FutureTask<>(() -> Brief.write(command, start, agent, folder));
        Thread.startVirtualThread(brief);
        try (var workspace = new Opening(ports.hub()).open(node, order(command, start))) {
            return Result.of(worked(written(brief), start, agent, workspace));
        }
    }

    /// The workspace stays until what came of it is recorded; and where the engine only ends, for
    /// as long as it takes until the next one asks for it.
    private Result afar(Command.RunAttempt command, Hub.StartOrder order, Agent agent, Node node)
            throws InterruptedException, IOException {
        var again = command.task().attempts().getLast().run().startedAt().isBefore(begun);
        var start = again ? beginnings.again(order) : beginnings.make(order);
        var brief = Brief.write(command, start, agent, folder);
        var workspace =
                again
                        ? Absence.waitedOut(() -> node.open(order(command, start)))
                        : new Opening(ports.hub()).open(node, order(command, start));
        try {
            var signal = worked(brief, start, agent, workspace);
            return new Result(signal, () -> remove(workspace));
        } catch (HubLostException e) {
            throw e;
        } catch (InterruptedException | RuntimeException | IOException e) {
            if (!surroundings.leaving().getAsBoolean()) {
                remove(workspace);
            }
            throw e;
        }
    }

    /// Does not return before nothing of it lives any more, however long its node is out of reach:
    /// what it held is given on because this has returned.
    private static void remove(Workspace workspace) throws InterruptedException {
        Absence.waitedOut(() -> {
            workspace.close();
            return true;
        });
    }

    private WorkspaceOrder order(Command.RunAttempt command, Hub.Start start) {
        var task = command.task();
        var policy = surroundings.policy().get();
        Map<String, Integer> holds = new HashMap<>();
        task.definition()
                .needs()
                .resources()
                .forEach(name -> holds.put(name, policy.resource(name).limit()));
        return new WorkspaceOrder(
                AttemptRef.newest(task), PURPOSE, start.start(), List.of(), holds);
    }

    private Signal worked(Brief brief, Hub.Start start, Agent agent, Workspace workspace)
            throws InterruptedException, IOException {
        began(brief.command().task());
        return new AgentSession(brief, start, agent, workspace, means).perform();
    }

    /// How long an attempt waited that an earlier engine began is not known.
    private void began(Task task) {
        var dispatched = task.attempts().getLast().run().startedAt();
        if (!dispatched.isBefore(begun)) {
            var delay = Duration.between(dispatched, clock.instant()).toMillis();
            surroundings
                    .observed()
                    .accept(
                            new Signal.Began(
                                    task.id(),
                                    task.generation(),
                                    Duration.ofMillis(Math.max(0, delay))));
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

    private static Result stopped(Task task, Outcome outcome, String text) {
        return Result.of(
                new Signal.AttemptStopped(
                        task.id(),
                        task.generation(),
                        new Signal.Reason(outcome, text, Usage.NONE),
                        Optional.empty(),
                        Optional.empty()));
    }
}
