package ai.avyay.app.cli;

import ai.avyay.app.Json;
import ai.avyay.app.Site;
import ai.avyay.app.Watch;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows the fleet, live.
@Command(
        name = "watch",
        description = "Show the fleet, what runs, what waits and why, live; Control-C ends it.")
final class WatchCommand implements Callable<Integer> {
    private final Site site;

    @Option(names = "--json", description = "Print what it shows now as JSON, once.")
    private boolean json;

    WatchCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() throws InterruptedException {
        var stop = new CountDownLatch(1);
        var watch = new Watch(site);
        if (json) {
            site.terminal().print(Json.scene(watch.scene(), site.situation().clock().instant()));
            return 0;
        }
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
