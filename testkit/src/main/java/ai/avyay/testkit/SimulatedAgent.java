package ai.avyay.testkit;

import ai.avyay.domain.Usage;
import ai.avyay.engine.Agent;
import ai.avyay.engine.AgentReport;
import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An agent program whose exit code is its whole report: 0 finished, 3 denied, 4 rate limited, else
/// failed.
public record SimulatedAgent(String name) implements Agent {
    public static final int DENIED = 3;
    public static final int RATE_LIMITED = 4;

    @Override
    public boolean usesModel() {
        return false;
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty();
    }

    @Override
    public Invocation invocation(Prompt prompt) {
        return new Invocation(List.of(name), Map.of(), Execution.Surroundings.NONE);
    }

    @Override
    public AgentReport read(Path log, Exit exit) {
        var code = exit instanceof Exit.Exited(var value) ? value : 1;
        var result =
                switch (code) {
                    case 0 -> new AgentReport.Result.Finished();
                    case DENIED -> new AgentReport.Result.Denied("a tool");
                    case RATE_LIMITED -> new AgentReport.Result.RateLimited(Optional.empty());
                    default -> new AgentReport.Result.Failed("exit code " + code);
                };
        return new AgentReport(result, Usage.NONE, "");
    }
}
