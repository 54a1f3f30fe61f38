package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Site;
import ai.avyay.app.Wish;
import ai.avyay.domain.TaskId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says no to work.
@Command(name = "reject", description = "Send a task's work back; the next attempt is told why.")
final class RejectCommand implements Callable<Integer> {
    private final Site site;

    @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
    private @Nullable TaskId id;

    @Option(
            names = "--feedback",
            required = true,
            paramLabel = "TEXT",
            description = "What should be different.")
    private String feedback = "";

    RejectCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        if (feedback.isBlank()) {
            throw CommandException.wrongUse(
                    "say what should be different: `avyay reject %s --feedback TEXT`"
                            .formatted(Given.that(id)));
        }
        return TaskCommands.ask(
                site, new Wish.Reject(Given.that(id), feedback, site.situation().person()));
    }
}
