package ai.avyay.agents;

import ai.avyay.engine.AgentReport.Result;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The tools that a program was refused, by name; the first few of them.
final class Denials {
    private static final int MOST = 5;

    private final Set<String> tools = new LinkedHashSet<>();

    void add(String tool) {
        if (tools.size() < MOST) {
            tools.add(Words.reason(tool));
        }
    }

    /// Empty if none was refused.
    Optional<Result> result() {
        return tools.isEmpty()
                ? Optional.empty()
                : Optional.of(new Result.Denied(String.join(", ", tools)));
    }
}
