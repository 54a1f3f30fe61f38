package ai.avyay.app.cli;

import ai.avyay.app.Site;
import ai.avyay.app.WarmPage;
import ai.avyay.app.Warming;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Fills the caches of build tools.
@Command(
        name = "warm",
        description =
                "Fill the caches that checks see, from the shipping branch, so that checks need no network.")
final class WarmCommand implements Callable<Integer> {
    private final Site site;

    @Parameters(
            paramLabel = "CACHE",
            arity = "0..*",
            description = "Such as maven; without one, all of the configuration.")
    private List<String> names = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    WarmCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() throws InterruptedException {
        var page = new WarmPage(new Warming(site).warm(names));
        if (json) {
            site.terminal().print(page.json());
        } else {
            page.print(site.terminal());
        }
        return page.exitCode();
    }
}
