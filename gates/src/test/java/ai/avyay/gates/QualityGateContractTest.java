package ai.avyay.gates;

import ai.avyay.engine.Gate;
import ai.avyay.planning.TaskType;
import ai.avyay.testkit.GateContract;
import ai.avyay.testkit.SimulatedHub;
import java.util.List;
import java.util.Map;

class QualityGateContractTest extends GateContract {
    @Override
    protected Gate gate(SimulatedHub hub) {
        var check = Check.of("build", "make").withStanding(1, true).withReports();
        return new QualityGate(
                hub,
                Map.of("build", check),
                _ -> TaskType.DEFAULT,
                GatePolicy.DEFAULT,
                _ -> List.of());
    }
}
