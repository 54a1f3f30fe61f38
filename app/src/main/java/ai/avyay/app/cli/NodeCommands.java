package ai.avyay.app.cli;

import ai.avyay.app.NodeCheck;
import ai.avyay.app.NodePage;
import ai.avyay.app.Site;
import ai.avyay.app.Wish;
import ai.avyay.planning.NodeSummary;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What a person can see of the nodes and do to them.
@Command(
        name = "node",
        description = "Look at the machines that work, and take them in and out of service.")
final class NodeCommands implements Callable<Integer>, Group {
    private final Site site;

    NodeCommands(Site site) {
        this.site = site;
    }

    @Override
    public SequencedMap<String, Object> commands() {
        var commands = new LinkedHashMap<String, Object>();
        commands.put("list", new ListNodes(site));
        commands.put("check", new Check(site));
        commands.put("drain", new Drain(site));
        commands.put("undrain", new Undrain(site));
        return commands;
    }

    /// Called without a command.
    @Override
    public Integer call() {
        return new ListNodes(site).call();
    }

    @Command(
            name = "list",
            description =
                    "List the nodes: what they do, whether they can be reached, how they fared.")
    static final class ListNodes implements Callable<Integer> {
        private final Site site;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        ListNodes(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            var now = site.situation().clock().instant();
            var page = new NodePage(NodeSummary.of(site.board(), now), now);
            site.mentionChange();
            if (json) {
                site.terminal().print(page.json());
            } else {
                site.terminal().print(page.lines(site.terminal()));
            }
            return 0;
        }
    }

    @Command(
            name = "check",
            description =
                    "Look at another machine: git, agents, sandbox, disk, clock, sleep, and what to do about each.")
    static final class Check implements Callable<Integer> {
        private final Site site;

        @Parameters(paramLabel = "NODE", description = "Its name in the configuration.")
        private String node = "";

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        Check(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() throws InterruptedException {
            var page = new NodeCheck(site).of(node);
            if (json) {
                site.terminal().print(page.json());
            } else {
                site.terminal().print(page.lines(site.terminal()));
            }
            return page.isGood() ? 0 : 1;
        }
    }

    @Command(
            name = "drain",
            description = "Let nothing new go to a node; what works there goes on.")
    static final class Drain implements Callable<Integer> {
        private final Site site;

        @Parameters(paramLabel = "NODE", description = "Its name in the configuration.")
        private String node = "";

        @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for those who look.")
        private String reason = "by a person";

        Drain(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return TaskCommands.ask(site, new Wish.Drain(node, reason));
        }
    }

    @Command(name = "undrain", description = "Let work go to a drained node again.")
    static final class Undrain implements Callable<Integer> {
        private final Site site;

        @Parameters(paramLabel = "NODE", description = "Its name in the configuration.")
        private String node = "";

        Undrain(Site site) {
            this.site = site;
        }

        @Override
        public Integer call() {
            return TaskCommands.ask(site, new Wish.Undrain(node));
        }
    }
}
