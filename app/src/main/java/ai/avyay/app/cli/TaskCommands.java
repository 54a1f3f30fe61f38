package ai.avyay.app.cli;

import ai.avyay.app.Site;
import ai.avyay.app.Wish;
import ai.avyay.domain.TaskId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a person can do to one task, short of judging its work.
final class TaskCommands {
    private TaskCommands() {}

    /// Has the wish carried out and prints what became of it.
    static int ask(Site site, Wish wish) {
        site.terminal().print(site.ask(wish));
        return 0;
    }

    @Command(name = "retry", description = "Let a parked, failed or abandoned task be tried again.")
    static final class Retry implements Callable<Integer> {
        private final Site site;

        @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
        private @Nullable TaskId task;

        Retry(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return ask(site, new Wish.Retry(Given.that(task)));
        }
    }

    @Command(name = "abandon", description = "Give a task up; `retry` brings it back.")
    static final class Abandon implements Callable<Integer> {
        private final Site site;

        @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
        private @Nullable TaskId task;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the log.")
        private String reason = "abandoned by a person";

        Abandon(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return ask(site, new Wish.Abandon(Given.that(task), reason));
        }
    }

    @Command(
            name = "cancel",
            description = "Stop a task's running attempt; the task then waits for you.")
    static final class Cancel implements Callable<Integer> {
        private final Site site;

        @Parameters(paramLabel = "ID", converter = TaskIdConverter.class)
        private @Nullable TaskId task;

        Cancel(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return ask(site, new Wish.Cancel(Given.that(task)));
        }
    }
}
