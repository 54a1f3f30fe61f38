package ai.avyay.app.cli;

import ai.avyay.app.PlanPage;
import ai.avyay.app.Site;
import ai.avyay.planning.Planned;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows what would be dispatched next, without doing it.
@Command(
        name = "plan",
        description =
                "Show which tasks would be started now, where and why there, and what keeps the other ready ones. Nothing is done.")
final class PlanCommand implements Callable<Integer> {
    private final Site site;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    PlanCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var now = site.situation().clock().instant();
        var board = site.board();
        var page = new PlanPage(Planned.of(board, now), board.state().engine().pause());
        site.mentionChange();
        if (json) {
            site.terminal().print(page.json());
        } else {
            site.terminal().print(page.lines(site.terminal()));
        }
        return 0;
    }
}
