package ai.avyay.nodes.ssh;

import ai.avyay.engine.Execution;
import ai.avyay.engine.Exit;
import ai.avyay.engine.NodeException;
import ai.avyay.nodes.WorkspaceLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/// One run on a node: started if nobody has started it, and then followed to its end.
///
/// @param number of the run in its workspace, from 1
record RemoteRun(Machine machine, Place place, int number, Execution execution) {
    private static final long MOST_LOG_NOTES = 4096;
    private static final int LONGEST_REASON = 2000;
    private static final int MILLIS_IN_TICK = 10;
    private static final int KIB = 10;

    Exit perform() throws InterruptedException {
        try {
            var facts = Retrying.until(machine::facts);
            var orders = orders(facts);
            var said = Retrying.until(() -> start(orders));
            return follow(said.strip().equals("started"));
        } catch (IllegalArgumentException unfit) {
            return new Exit.NotStarted(String.valueOf(unfit.getMessage()));
        } catch (IOException e) {
            throw new NodeException(
                    "%s: the log %s cannot be written: %s"
                            .formatted(machine.name(), execution.log(), e.getMessage()),
                    e);
        }
    }

    private Orders orders(RemoteFacts facts) throws IOException {
        var sent = Sent.of(execution.surroundings().visible(), machine.state());
        var orders = new Orders();
        orders.put("\"$files/launch\"", new Launch(facts, execution, sent).text());
        orders.put("\"$files/bounds\"", bounds(facts, execution.bounds(), machine.limits()));
        orders.put("\"$files/runner\"", Scripts.RUNNER.text());
        sent.write(orders);
        for (var file : execution.surroundings().home()) {
            var text = file instanceof Execution.HomeFile.Written(_, var written) ? written : "";
            if (file.path().startsWith("/") || List.of(file.path().split("/", -1)).contains("..")) {
                throw new IllegalArgumentException("'" + file.path() + "' does not lie in HOME");
            }
            orders.put("\"$place/home\"/" + Words.plain(file.path()), text);
        }
        return orders;
    }

    private String start(Orders orders) throws InterruptedException {
        return machine.call(
                Scripts.START,
                List.of(place.path(), Integer.toString(number)),
                orders.input(),
                Machine.SHORT);
    }

    static String bounds(RemoteFacts facts, Execution.Bounds bounds, WorkspaceLimits limits) {
        return """
        timeout=%d silence=%d lease=%d grace=%d
        log=%d most=%d spare=%d contained=%s
        """
                .formatted(
                        ticks(bounds.timeout()),
                        ticks(bounds.silence()),
                        bounds.lease().map(RemoteRun::ticks).orElse(0L),
                        ticks(limits.grace()),
                        bounds.logBytes(),
                        limits.workspaceBytes() >> KIB,
                        limits.spareBytes() >> KIB,
                        facts.remaps() ? "yes" : "");
    }

    private static long ticks(Duration duration) {
        return duration.isPositive() ? Math.max(1, duration.toMillis() / MILLIS_IN_TICK) : 0;
    }

    private Exit follow(boolean fresh) throws IOException, InterruptedException {
        var limit = execution.bounds().logBytes() + MOST_LOG_NOTES;
        try (var log = new LocalLog(execution.log(), fresh, limit)) {
            var following =
                    new Following(
                            machine.ssh(), place.run(number), log, execution.bounds().lease());
            while (true) {
                var news = Retrying.until(following::follow);
                switch (news) {
                    case Following.News.Over(var result) -> {
                        return exit(result);
                    }
                    case Following.News.Gone(var reason) -> {
                        Retrying.until(this::halt);
                        return new Exit.Vanished(reason);
                    }
                    case Following.News.OtherLog() -> log.clear();
                }
            }
        }
    }

    private String halt() throws InterruptedException {
        return machine.call(
                Scripts.HALT, List.of(place.run(number)), Machine.NOTHING, Machine.SHORT);
    }

    /// What the runner's last word means.
    private Exit exit(String result) throws IOException {
        var words = result.split(" ", 2);
        var rest = words.length < 2 ? "" : words[1];
        return switch (words[0]) {
            case "exited" -> new Exit.Exited(Integer.parseInt(rest.strip()));
            case "timeout" -> new Exit.TimedOut(execution.bounds().timeout());
            case "silent" -> new Exit.Silent(execution.bounds().silence());
            case "lease" -> new Exit.Vanished("its lease was not renewed in time");
            case "grew" -> new Exit.Exited(137);
            case "full" ->
                    throw new NodeException(
                            "%s: the disk of its ~/.cache/avyay is full, make room there"
                                    .formatted(machine.name()));
            case "unstarted" -> new Exit.NotStarted(unstarted(rest));
            default -> new Exit.Vanished("it was stopped on the node");
        };
    }

    private String unstarted(String reason) throws IOException {
        return switch (reason) {
            case "missing" ->
                    "there is no program '%s' in the sandbox on %s"
                            .formatted(execution.command().getFirst(), machine.name());
            case "no" -> "the sandbox was not made: " + beginning();
            default -> machine.name() + ": " + reason;
        };
    }

    private String beginning() throws IOException {
        try (var log = Files.newInputStream(execution.log())) {
            return new String(
                            log.readNBytes(LONGEST_REASON), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
        }
    }
}
