package ai.avyay.app;

import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.engine.Engine;
import ai.avyay.planning.Board;
import ai.avyay.planning.Request;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/// Plays the two people of the demonstration: one watches the fleet, one reviews.
final class DemoGuest implements Up.Guest {
    private static final String REVIEWER = "the demo";

    private final Site site;
    private final Set<TaskId> approved = ConcurrentHashMap.newKeySet();
    private final CountDownLatch gone = new CountDownLatch(1);
    private Optional<Thread> watching = Optional.empty();

    DemoGuest(Site site) {
        this.site = site;
    }

    @Override
    public boolean shows() {
        return site.terminal().interactive();
    }

    @Override
    public void arrive(Engine engine) {
        var _ =
                engine.onChange(board ->
                        inReview(board)
                                .filter(approved::add)
                                .ifPresent(task ->
                                        Thread.ofVirtual().start(() -> approve(engine, task))));
        if (shows()) {
            watching = Optional.of(Thread.ofVirtual().start(() -> watch(engine)));
        }
    }

    @Override
    public void leave() throws InterruptedException {
        gone.countDown();
        if (watching.isPresent()) {
            watching.get().join();
        }
        approved.forEach(task ->
                site.terminal()
                        .print(
                                "The demo approved %s; with your own work you would look first: avyay show %s"
                                        .formatted(task, task)));
    }

    private void watch(Engine engine) {
        var watch = new Watch(site);
        try {
            watch.run(() -> watch.scene(engine.board()), gone);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<TaskId> inReview(Board board) {
        return board.active().stream()
                .flatMap(id -> board.state().task(id).stream())
                .filter(task -> task.stage() instanceof Stage.InReview)
                .map(Task::id)
                .findFirst();
    }

    private static void approve(Engine engine, TaskId task) {
        try {
            engine.ask(new Request.OpenReview(task));
            engine.ask(new Request.Approve(task, Optional.empty(), REVIEWER));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
