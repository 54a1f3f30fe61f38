package ai.avyay.app.cli;

import ai.avyay.app.DiffPage;
import ai.avyay.app.Json;
import ai.avyay.app.Site;
import ai.avyay.app.Wish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a person can do with the queue's history.
final class HistoryCommands {
    private HistoryCommands() {}

    @Command(name = "diff", description = "Show what differs between two revisions of the queue.")
    static final class Diff implements Callable<Integer> {
        private final Site site;

        @Parameters(
                index = "0",
                paramLabel = "A",
                description =
                        "A revision: as git names it, an age such as '20 minutes ago', or a time.")
        private String from = "";

        @Parameters(
                index = "1",
                paramLabel = "B",
                arity = "0..1",
                description = "Another; HEAD if not given.")
        private String to = "HEAD";

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        Diff(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            var differences = site.queue().diff(from, to);
            var terminal = site.terminal();
            if (json) {
                terminal.print(Json.diff(differences));
            } else {
                terminal.print(DiffPage.lines(differences, terminal.ink()));
            }
            return 0;
        }
    }

    @Command(
            name = "rewind",
            description =
                    "Set definitions and statuses back to those of a revision. Nothing is lost: it is a new commit, and what was done stays done.")
    static final class Rewind implements Callable<Integer> {
        private final Site site;

        @Parameters(
                paramLabel = "REV",
                description =
                        "A revision: as git names it, an age such as '20 minutes ago', or a time.")
        private String revision = "";

        Rewind(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return TaskCommands.ask(site, new Wish.Rewind(revision));
        }
    }

    @Command(
            name = "branch",
            description =
                    "Keep the queue's present state under a git branch of its own, for reading.")
    static final class Branch implements Callable<Integer> {
        private final Site site;

        @Parameters(paramLabel = "NAME")
        private String name = "";

        Branch(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            site.queue().branch(name);
            site.terminal()
                    .print(
                            "the present state is kept as branch %s of %s"
                                    .formatted(name, site.locations().queue()));
            return 0;
        }
    }
}
