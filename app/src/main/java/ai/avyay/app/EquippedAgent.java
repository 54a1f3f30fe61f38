package ai.avyay.app;

import ai.avyay.engine.Agent;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.Execution.Layer;
import ai.avyay.engine.Execution.Surroundings;
import ai.avyay.engine.Exit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// An agent that sees caches: what it writes to them is thrown away, as for checks.
///
/// @param caches the caches as they are filled when it is called
record EquippedAgent(Agent agent, Supplier<List<Layer>> caches) implements Agent {
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
        return agent.missing();
    }

    @Override
    public Invocation invocation(Prompt prompt) {
        var plain = agent.invocation(prompt);
        var around = plain.surroundings();
        var layers = Stream.concat(around.layers().stream(), caches.get().stream()).toList();
        return new Invocation(
                plain.command(),
                plain.environment(),
                new Surroundings(around.network(), around.visible(), around.home(), layers));
    }

    @Override
    public AgentReport read(Path log, Exit exit) {
        return agent.read(log, exit);
    }
}
