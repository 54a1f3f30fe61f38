package ai.avyay.app.cli;

import ai.avyay.app.Site;
import ai.avyay.domain.TaskId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says why a task stands where it stands.
@Command(
        name = "why",
        description = "Say why a task stands where it stands, and what would move it.")
final class WhyCommand implements Callable<Integer> {
    private final Site site;

    @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
    private @Nullable TaskId id;

    WhyCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var task = ShowCommand.find(site, Given.that(id));
        var conditions = site.board().conditions(task, site.situation().clock().instant());
        site.terminal().print("%s is %s".formatted(task.id(), task.status().word()));
        conditions.forEach(condition -> site.terminal().print("  it " + condition.text()));
        return 0;
    }
}
