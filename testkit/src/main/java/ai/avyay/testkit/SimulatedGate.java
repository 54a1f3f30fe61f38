package ai.avyay.testkit;

import ai.avyay.domain.QualityReport;
import ai.avyay.engine.Gate;
import java.util.List;

/// A gate that asks only for the deliverables.
public record SimulatedGate(SimulatedHub hub) implements Gate {
    @Override
    public List<CheckOrder> orders(Request request) {
        return List.of();
    }

    @Override
    public QualityReport judge(Request request, List<CheckRun> runs) {
        var files = hub.files(request.commit());
        var missing =
                request.task().definition().acceptance().deliverables().stream()
                        .filter(path -> !files.containsKey(path))
                        .map(path -> path + " is missing")
                        .toList();
        return new QualityReport(missing.isEmpty() ? 100 : 0, 80, List.of(), missing, List.of());
    }
}
