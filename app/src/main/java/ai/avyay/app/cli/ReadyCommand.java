package ai.avyay.app.cli;

import ai.avyay.app.Json;
import ai.avyay.app.Phrases;
import ai.avyay.app.Site;
import ai.avyay.domain.Task;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the tasks that nothing but a free place keeps.
@Command(
        name = "ready",
        description =
                "List the tasks that nothing but a free place keeps, in the order in which they are served.")
final class ReadyCommand implements Callable<Integer> {
    private final Site site;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    ReadyCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var board = site.board();
        var tasks = board.ready().stream().flatMap(id -> board.state().task(id).stream()).toList();
        site.mentionChange();
        if (json) {
            site.terminal().print(Json.tasks(site.queue(), tasks));
        } else {
            site.terminal().print(lines(tasks));
        }
        return 0;
    }

    private List<String> lines(List<Task> tasks) {
        if (tasks.isEmpty()) {
            return List.of("nothing is ready; `avyay why ID` says what a task waits for");
        }
        var width = tasks.stream().mapToInt(task -> task.id().value().length()).max().orElse(0);
        return tasks.stream()
                .map(task ->
                        Phrases.fit(
                                Phrases.pad(task.id().value(), width)
                                        + "  "
                                        + task.definition().heading().title(),
                                site.terminal().width()))
                .toList();
    }
}
