package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Site;
import ai.avyay.app.Wish;
import ai.avyay.domain.Attempt;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.Delivery;
import ai.avyay.domain.TaskId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says yes to work.
@Command(name = "approve", description = "Say yes to a task's work, so that it ships.")
final class ApproveCommand implements Callable<Integer> {
    private static final int SHORTEST = 7;

    private final Site site;

    @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
    private @Nullable TaskId id;

    @Option(
            names = "--commit",
            paramLabel = "COMMIT",
            description = "The commit you looked at, so that nothing else is approved.")
    private @Nullable String commit;

    ApproveCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var task = Given.that(id);
        var seen = Optional.ofNullable(commit).map(name -> seen(task, name));
        return TaskCommands.ask(site, new Wish.Approve(task, seen, site.situation().person()));
    }

    /// The present commit of the work, if `name` is the beginning of its name.
    private CommitId seen(TaskId task, String name) {
        var present =
                ShowCommand.find(site, task)
                        .lastAttempt()
                        .flatMap(Attempt::delivery)
                        .map(Delivery::commit);
        return present.filter(now -> name.length() >= SHORTEST && now.value().startsWith(name))
                .orElseThrow(() ->
                        CommandException.refused(
                                "%s now stands at %s, not at %s; look again with `avyay show %s`"
                                        .formatted(
                                                task,
                                                present.map(CommitId::abbreviated)
                                                        .orElse("no commit"),
                                                name,
                                                task)));
    }
}
