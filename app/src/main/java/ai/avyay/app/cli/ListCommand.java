package ai.avyay.app.cli;

import ai.avyay.app.Json;
import ai.avyay.app.ReviewList;
import ai.avyay.app.Site;
import ai.avyay.app.TaskList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists tasks.
@Command(name = "list", description = "List the tasks that are not done.")
final class ListCommand implements Callable<Integer> {
    private final Site site;

    @Option(names = "--all", description = "List those that have ended, too.")
    private boolean all;

    @Option(
            names = "--review",
            description = "List those that wait for your review, with score, size, time and cost.")
    private boolean review;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ListCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var terminal = site.terminal();
        if (review) {
            terminal.print(
                    json
                            ? List.of(Json.tasks(site.queue(), ReviewList.tasks(site)))
                            : ReviewList.lines(site));
            return 0;
        }
        var state = site.queue().state();
        if (json) {
            terminal.print(Json.tasks(site.queue(), state, all));
        } else {
            terminal.print(TaskList.render(state, all, terminal));
        }
        return 0;
    }
}
