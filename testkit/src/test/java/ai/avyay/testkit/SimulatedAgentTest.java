package ai.avyay.testkit;

import ai.avyay.engine.Agent;

class SimulatedAgentTest extends AgentContract {
    @Override
    protected Agent agent() {
        return new SimulatedAgent("simulated");
    }
}
