package ai.avyay.testkit;

import ai.avyay.engine.TaskQueue;

class InMemoryQueueTest extends TaskQueueContract {
    private final InMemoryQueue queue = new InMemoryQueue();

    @Override
    protected TaskQueue queue() {
        return queue;
    }
}
