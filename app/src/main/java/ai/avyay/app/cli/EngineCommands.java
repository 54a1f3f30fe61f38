package ai.avyay.app.cli;

import ai.avyay.app.Configuration;
import ai.avyay.app.Site;
import ai.avyay.app.Wish;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What a person can do to the engine as a whole.
final class EngineCommands {
    private EngineCommands() {}

    @Command(name = "pause", description = "Start nothing new; what runs goes on.")
    static final class Pause implements Callable<Integer> {
        private final Site site;

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look.")
        private String reason = "by a person";

        Pause(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return TaskCommands.ask(site, new Wish.Pause(reason));
        }
    }

    @Command(name = "resume", description = "Start things again after a pause or an open breaker.")
    static final class Resume implements Callable<Integer> {
        private final Site site;

        Resume(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return TaskCommands.ask(site, new Wish.Resume());
        }
    }

    @Command(name = "reload", description = "Read " + Configuration.FILE + " again.")
    static final class Reload implements Callable<Integer> {
        private final Site site;

        Reload(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            site.configuration();
            return TaskCommands.ask(site, new Wish.Reload());
        }
    }
}
