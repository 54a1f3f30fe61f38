package ai.avyay.engine;

import ai.avyay.planning.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;

/// What an attempt is told and how it is run, with the files of it beside its log.
///
/// @param place the folder of the attempt
/// @param report what was said of the work that was sent back, if any was
record Brief(
        Command.RunAttempt command,
        AttemptRef attempt,
        Path place,
        Optional<Path> report,
        Agent.Invocation invocation) {
    private static final String FOLDER = "brief";

    /// Writes the files.
    static Brief write(Command.RunAttempt command, Hub.Start start, Agent agent, StateFolder state)
            throws IOException {
        var task = command.task();
        var attempt = AttemptRef.newest(task);
        var place = state.attempt(attempt);
        var folder = Files.createDirectories(place.resolve(FOLDER));
        var text = PromptText.of(command, start);
        var prompt = Files.writeString(folder.resolve("prompt.md"), text);
        var sentBack = PromptText.sentBack(task);
        var report = sentBack.map(_ -> folder.resolve("report.txt"));
        if (report.isPresent()) {
            Files.writeString(report.get(), sentBack.orElseThrow());
        }
        var invocation =
                agent.invocation(
                        new Agent.Prompt(
                                text,
                                prompt,
                                task.definition().assignment().instructions(),
                                task.attempts().getLast().run().model()));
        return new Brief(command, attempt, place, report, invocation);
    }

    Path log() {
        return place.resolve("log");
    }

    Execution execution() {
        var environment = new LinkedHashMap<>(invocation.environment());
        environment.put("AVYAY_TASK", attempt.task().value());
        environment.put("AVYAY_ATTEMPT", Integer.toString(attempt.number()));
        environment.put("AVYAY_GENERATION", Integer.toString(command.task().generation()));
        report.ifPresent(path -> environment.put("AVYAY_REPORT", path.toString()));
        var around = invocation.surroundings();
        var visible = new ArrayList<>(around.visible());
        visible.add(place.resolve(FOLDER));
        return new Execution(
                invocation.command(),
                environment,
                new Execution.Surroundings(
                        around.network(), visible, around.home(), around.layers()),
                new Execution.Bounds(
                        command.bounds().timeout(),
                        command.bounds().silence(),
                        RunBounds.DEFAULT.logBytes(),
                        command.bounds().lease()),
                log());
    }

    /// Writes down how the agent ended and what it said last.
    void ended(Exit exit, AgentReport said) throws IOException {
        Files.writeString(
                place.resolve("result.txt"),
                "%s%n%s%n%s%n".formatted(exit, said.result(), said.lastMessage()));
    }
}
