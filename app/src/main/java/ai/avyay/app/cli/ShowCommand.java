package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Json;
import ai.avyay.app.Site;
import ai.avyay.app.TaskPage;
import ai.avyay.app.Wish;
import ai.avyay.app.WorkDiff;
import ai.avyay.domain.Stage;
import ai.avyay.domain.Task;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.Explanation;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows all there is to say of a task.
@Command(
        name = "show",
        description =
                "Show a task: what was asked, every attempt, and its work if it waits for your review.")
final class ShowCommand implements Callable<Integer> {
    private final Site site;

    @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
    private @Nullable TaskId id;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ShowCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var task = find(site, Given.that(id));
        if (json) {
            site.terminal().print(Json.tasks(site.queue(), List.of(task)));
            return 0;
        }
        if (task.stage() instanceof Stage.InReview) {
            show(task, WorkDiff.of(task, site.locations(), site.terminal().ink()));
            site.ask(new Wish.OpenReview(task.id()));
        } else {
            show(task, List.of());
        }
        return 0;
    }

    private void show(Task task, List<String> diff) {
        var terminal = site.terminal();
        terminal.print(diff);
        terminal.print(TaskPage.render(task, terminal.ink(), site.situation().zone()));
    }

    /// The task called `id`, live or ended.
    static Task find(Site site, TaskId id) {
        return site.queue()
                .task(id)
                .orElseThrow(() ->
                        CommandException.refused(Explanation.unknown(site.queue().state(), id)));
    }
}
