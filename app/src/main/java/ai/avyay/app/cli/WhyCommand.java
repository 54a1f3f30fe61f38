package ai.avyay.app.cli;

import ai.avyay.app.Counsel;
import ai.avyay.app.Json;
import ai.avyay.app.Site;
import ai.avyay.domain.Stage;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Explanation;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says why a task stands where it stands.
@Command(
        name = "why",
        description = "Say why a task stands where it stands, and what would move it.")
final class WhyCommand implements Callable<Integer> {
    private final Site site;

    @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
    private @Nullable TaskId id;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    WhyCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var task = Given.that(id);
        var found = ShowCommand.find(site, task);
        var why = Explanation.why(site.board(), task, site.situation().clock().instant());
        if (found.stage() instanceof Stage.Waiting) {
            why = why.withReasons(new Counsel(site).aboutAgent(found.definition()));
        }
        site.mentionChange();
        if (json) {
            site.terminal().print(Json.why(task, why));
            return 0;
        }
        site.terminal().print(why.headline());
        why.reasons().forEach(reason -> site.terminal().print("  " + reason));
        why.next().forEach(next -> site.terminal().print("  → " + next));
        return 0;
    }
}
