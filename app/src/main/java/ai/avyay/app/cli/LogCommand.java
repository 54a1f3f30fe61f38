package ai.avyay.app.cli;

import ai.avyay.app.Json;
import ai.avyay.app.Phrases;
import ai.avyay.app.Site;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows what happened.
@Command(name = "log", description = "Show what happened, the newest first.")
final class LogCommand implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Site site;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            description = "How many lines (${DEFAULT-VALUE}).")
    private int limit = 40;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    LogCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var entries = site.queue().log(limit);
        var terminal = site.terminal();
        if (json) {
            terminal.print(Json.log(entries));
            return 0;
        }
        for (var entry : entries) {
            var time = TIME.format(entry.at().atZone(site.situation().zone()));
            var when = terminal.ink().faint(time + "  " + Phrases.commit(entry.commit()));
            terminal.print(when + "  " + Phrases.fit(entry.subject(), 400));
        }
        return 0;
    }
}
