package ai.avyay.engine;

import ai.avyay.domain.Delivery;
import ai.avyay.domain.Outcome;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.domain.Usage;
import ai.avyay.planning.Command;
import ai.avyay.planning.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        try (var workspace = node.get().open(new WorkspaceOrder(ref, PURPOSE, start.start()))) {
            return new Session(command, ref, start, agent.get(), workspace).perform();
        }
    }

    /// One agent at work in one workspace.
    private final class Session {
        private final Command.RunAttempt command;
        private final AttemptRef ref;
        private final Hub.Start start;
        private final Agent agent;
        private final Workspace workspace;

        Session(
                Command.RunAttempt command,
                AttemptRef ref,
                Hub.Start start,
                Agent agent,
                Workspace workspace) {
            this.command = command;
            this.ref = ref;
            this.start = start;
            this.agent = agent;
            this.workspace = workspace;
        }

        Signal perform() throws InterruptedException, IOException {
            var task = command.task();
            var place = folder.attempt(ref);
            var brief = Files.createDirectories(place.resolve("brief"));
            var prompt =
                    Files.writeString(brief.resolve("prompt.md"), PromptText.of(command, start));
            var report = previousReport(task, brief);
            var log = place.resolve("log");
            var invocation =
                    agent.invocation(
                            new Agent.Prompt(
                                    Files.readString(prompt),
                                    prompt,
                                    task.definition().assignment().instructions(),
                                    task.attempts().getLast().run().model()));
            var exit = workspace.run(execution(invocation, brief, report, log));
            var said = agent.read(log, exit);
            Files.writeString(
                    place.resolve("result.txt"),
                    "%s%n%s%n%s%n".formatted(exit, said.result(), said.lastMessage()));
            return report(exit, said);
        }

        private Execution execution(
                Agent.Invocation invocation, Path brief, Optional<Path> report, Path log) {
            var environment = new LinkedHashMap<>(invocation.environment());
            environment.put("AVYAY_TASK", ref.task().value());
            environment.put("AVYAY_ATTEMPT", Integer.toString(ref.number()));
            environment.put("AVYAY_GENERATION", Integer.toString(command.task().generation()));
            report.ifPresent(path -> environment.put("AVYAY_REPORT", path.toString()));
            var around = invocation.surroundings();
            var visible = new java.util.ArrayList<>(around.visible());
            visible.add(brief);
            return new Execution(
                    invocation.command(),
                    environment,
                    new Execution.Surroundings(
                            around.network(), visible, around.home(), around.layers()),
                    new Execution.Bounds(
                            command.timeout(), command.silence(), RunBounds.DEFAULT.logBytes()),
                    log);
        }

        private Signal report(Exit exit, AgentReport said) throws InterruptedException {
            var task = command.task();
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
            var task = command.task();
            var deliverables = task.definition().acceptance().deliverables();
            try {
                var message = "Work of %s left uncommitted".formatted(ref);
                var commit =
                        workspace.collect(
                                new CollectOrder(ref, start.start(), deliverables, message));
                var kept = artifacts.keep(task.id(), commit, deliverables);
                var borrowed = List.copyOf(command.briefing().borrowed().keySet());
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

    private static Optional<Path> previousReport(Task task, Path brief) throws IOException {
        var text = PromptText.sentBack(task);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Files.writeString(brief.resolve("report.txt"), text.get()));
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
