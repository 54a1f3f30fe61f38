package ai.avyay.app;

import ai.avyay.domain.QualityReport;
import ai.avyay.engine.Gate;
import java.util.List;

/// The gate of the configuration in force; a reload puts another one in its place.
final class CurrentGate implements Gate {
    private volatile Gate gate;

    CurrentGate(Gate gate) {
        this.gate = gate;
    }

    void replace(Gate next) {
        gate = next;
    }

    @Override
    public List<CheckOrder> orders(Request request) {
        return gate.orders(request);
    }

    @Override
    public QualityReport judge(Request request, List<CheckRun> runs) {
        return gate.judge(request, runs);
    }
}
