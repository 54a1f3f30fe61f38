package ai.avyay.agents;

import ai.avyay.engine.Agent;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.Execution.HomeFile;
import ai.avyay.engine.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// Runs a real agent program in folders of its own, without a sandbox.
record AgentRun(Path folder, Path programs, Map<String, String> variables, AgentSettings settings) {
    static final Duration LONGEST = Duration.ofSeconds(90);

    AgentRun {
        variables = Map.copyOf(variables);
    }

    /// What came of a run.
    record Outcome(AgentReport report, Path work, String log) {}

    AgentRun with(Map<String, String> environment) {
        return new AgentRun(
                folder,
                programs,
                variables,
                new AgentSettings(settings.login(), environment, Optional.empty()));
    }

    AgentRun ownLogin() {
        return new AgentRun(
                folder,
                programs,
                variables,
                new AgentSettings(
                        AgentSettings.Login.OWN, settings.environment(), Optional.empty()));
    }

    /// The user's own home folder, which the program must not see.
    Path userHome() {
        return folder.resolve("user");
    }

    Outcome run(String agent, String prompt) throws Exception {
        return run(agent, prompt, List.of(), LONGEST);
    }

    Outcome run(String name, String prompt, List<Path> own, Duration longest) throws Exception {
        var agent = agent(name, own);
        var file = Files.writeString(folder.resolve("prompt.md"), prompt);
        var invocation = agent.invocation(new Agent.Prompt(prompt, file, "", Optional.empty()));
        var home = Files.createDirectories(folder.resolve("home"));
        for (var entry : invocation.surroundings().home()) {
            place(home.resolve(entry.path()), entry);
        }
        var work = Files.createDirectories(folder.resolve("work"));
        var log = folder.resolve("log");
        var exit = start(invocation, work, home, log, longest);
        return new Outcome(agent.read(log, exit), work, Files.readString(log));
    }

    private Agent agent(String name, List<Path> own) {
        var environment = new TreeMap<>(variables);
        environment.put("PATH", programs + ":/usr/bin:/bin");
        var agents = Agents.load(own, Map.of(name, settings), new User(userHome(), environment));
        return Optional.ofNullable(agents.get(name)).orElseThrow();
    }

    private static void place(Path target, HomeFile entry) throws IOException {
        Files.createDirectories(target.getParent());
        switch (entry) {
            case HomeFile.Written(var path, var text) -> Files.writeString(target, text);
            case HomeFile.Shared(var path, var source) -> Files.copy(source, target);
        }
    }

    private Exit start(
            Agent.Invocation invocation, Path work, Path home, Path log, Duration longest)
            throws IOException, InterruptedException {
        var builder =
                new ProcessBuilder(invocation.command())
                        .directory(work.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        builder.environment()
                .put("TMPDIR", Files.createDirectories(folder.resolve("tmp")).toString());
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().putAll(invocation.environment());
        var process = builder.start();
        try {
            if (process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Exit.Exited(process.exitValue());
            }
            return new Exit.Silent(longest);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
    }
}
