package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Counsel;
import ai.avyay.app.QuickTask;
import ai.avyay.app.Site;
import ai.avyay.app.Wish;
import ai.avyay.documents.Documents;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds tasks.
@Command(
        name = "add",
        description =
                "Add the tasks of some files, all or none. A file is JSON or YAML in the queue's form; '-' is standard input.")
final class AddCommand implements Callable<Integer> {
    private final Site site;

    @Parameters(paramLabel = "FILE", arity = "0..*")
    private List<String> files = List.of();

    @Option(names = "--title", paramLabel = "TEXT", description = "Add one task with this title.")
    private @Nullable String title;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description = "Its id; made from the title if not given.")
    private @Nullable String id;

    @Option(names = "--type", paramLabel = "TYPE", description = "Its type.")
    private @Nullable String type;

    @Option(names = "--agent", paramLabel = "AGENT", description = "The agent that shall do it.")
    private @Nullable String agent;

    @Option(names = "--instructions", paramLabel = "TEXT", description = "What to do.")
    private @Nullable String instructions;

    @Option(
            names = "--deliverable",
            paramLabel = "PATH",
            description = "A file that it must produce; may be repeated.")
    private List<String> deliverables = List.of();

    AddCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        var pages = new ArrayList<Wish.Page>();
        files.forEach(file -> pages.add(page(file)));
        quick().ifPresent(pages::add);
        if (pages.isEmpty()) {
            throw CommandException.wrongUse(
                    "say what to add: `avyay add FILE`, or `avyay add --title TEXT --instructions TEXT`");
        }
        var read = site.queue().read(pages, site.situation().clock().instant());
        var counsel = new Counsel(site);
        TaskCommands.ask(site, new Wish.Add(pages));
        for (var task : read.tasks()) {
            counsel.about(task.definition())
                    .forEach(line -> site.terminal().print(task.id() + ": " + line));
        }
        return 0;
    }

    private Optional<Wish.Page> quick() {
        var said = title != null || instructions != null;
        if (!said) {
            if (id != null || type != null || agent != null || !deliverables.isEmpty()) {
                throw CommandException.wrongUse("say what to do with --title or --instructions");
            }
            return Optional.empty();
        }
        return Optional.of(
                new QuickTask(
                                Optional.ofNullable(id),
                                Optional.ofNullable(title),
                                Optional.ofNullable(type),
                                Optional.ofNullable(agent),
                                Optional.ofNullable(instructions),
                                deliverables)
                        .page());
    }

    private Wish.Page page(String file) {
        if (!file.equals("-")) {
            var path = site.situation().folder().resolve(Path.of(file));
            return new Wish.Page(file, Documents.text(path));
        }
        try {
            var bytes = System.in.readNBytes((int) Documents.LONGEST);
            return new Wish.Page("standard input", Documents.decoded("standard input", bytes));
        } catch (IOException unreadable) {
            throw CommandException.failed(
                    "standard input cannot be read: " + unreadable.getMessage());
        }
    }
}
