package ai.avyay.app;

import ai.avyay.engine.Agent;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.Exit;
import java.nio.file.Path;
import java.util.Optional;

/// A model agent where nothing would keep it within its workspace: it is never run, so that a task
/// which is added later gets no further than one that was there from the start.
record UncontainedAgent(Agent agent) implements Agent {
    @Override
    public String name() {
        return agent.name();
    }

    @Override
    public boolean usesModel() {
        return agent.usesModel();
    }

    @Override
    public Optional<String> missing() {
        return Optional.of(refusal(name()));
    }

    /// Why `agents` are not run, and what to do about it.
    static String refusal(String agents) {
        return "%s would run with nothing around them; install bubblewrap, or accept that with `agents: { sandbox: none }` in %s; then start `avyay up` again"
                .formatted(agents, Configuration.FILE);
    }

    @Override
    public Invocation invocation(Prompt prompt) {
        throw new IllegalStateException(refusal(name()));
    }

    @Override
    public AgentReport read(Path log, Exit exit) {
        return agent.read(log, exit);
    }
}
