package ai.avyay.testkit;

import ai.avyay.engine.Gate;

class SimulatedGateTest extends GateContract {
    @Override
    protected Gate gate(SimulatedHub hub) {
        return new SimulatedGate(hub);
    }
}
