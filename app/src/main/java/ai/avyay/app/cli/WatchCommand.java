package ai.avyay.app.cli;

import ai.avyay.app.Site;
import ai.avyay.app.Watch;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/// Shows the fleet, live.
@Command(
        name = "watch",
        description = "Show the fleet, what runs, what waits and why, live; Control-C ends it.")
final class WatchCommand implements Callable<Integer> {
    private final Site site;

    WatchCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() throws InterruptedException {
        var stop = new CountDownLatch(1);
        var watch = new Watch(site);
        var ended = new CountDownLatch(1);
        var hook =
                new Thread(() -> {
                    stop.countDown();
                    try {
                        ended.await(2, java.util.concurrent.TimeUnit.SECONDS);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            watch.run(watch::scene, stop);
            return 0;
        } finally {
            ended.countDown();
        }
    }
}
