package ai.avyay.app.cli;

import ai.avyay.app.ReportPage;
import ai.avyay.app.Site;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Puts the history into numbers.
@Command(name = "report", description = "Put the history into numbers.")
final class ReportCommand implements Callable<Integer> {
    private final Site site;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ReportCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var page = new ReportPage(site);
        if (json) {
            site.terminal().print(page.json());
        } else {
            site.terminal().print(page.lines());
        }
        return 0;
    }
}
