package ai.avyay.app.cli;

import ai.avyay.app.CommandException;
import ai.avyay.app.Outlook;
import ai.avyay.app.OutlookPage;
import ai.avyay.app.Site;
import ai.avyay.planning.Policy;
import ai.avyay.simulation.Adjustment;
import ai.avyay.simulation.Forecast;
import ai.avyay.simulation.Reviewing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Says how the queue will probably fare, as things are and as they could be.
@Command(
        name = "simulate",
        description =
                "Say when the queue will probably be through, how busy the nodes are, what holds things up and what it costs; and what would be otherwise if something were changed. Nothing is done.")
final class SimulateCommand implements Callable<Integer> {
    private static final String LIKE = "like:";
    private static final int MOST_TRIALS = 10_000;
    private static final int MOST_DAYS = 3650;
    private static final double MOST_FACTOR = 100;

    private final Site site;

    @Option(
            names = "--add-node",
            paramLabel = "NAME:SLOTS:CAPABILITY,… | like:NODE",
            description = "One more node; may be given more than once.")
    private List<String> added = new ArrayList<>();

    @Option(names = "--drop-node", paramLabel = "NODE", description = "One node less.")
    private List<String> dropped = new ArrayList<>();

    @Option(
            names = "--slots",
            paramLabel = "NODE=N",
            description = "So many attempts at once on that node.")
    private Map<String, Integer> slots = new TreeMap<>();

    @Option(
            names = "--reviews-per-day",
            paramLabel = "N",
            description =
                    "People decide what waits for review N times a day, every day, between nine and six; once is at nine.")
    private Optional<Integer> reviewsPerDay = Optional.empty();

    @Option(
            names = "--attempts-factor",
            paramLabel = "F",
            description = "Every task may be tried F times as often.")
    private Optional<Double> attemptsFactor = Optional.empty();

    @Option(
            names = "--max-attempts",
            paramLabel = "N",
            description = "Every task may be tried N times.")
    private Optional<Integer> maxAttempts = Optional.empty();

    @Option(
            names = "--trials",
            paramLabel = "N",
            description = "How many times it is tried out (default: ${DEFAULT-VALUE}).")
    private int trials = Forecast.USUAL;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How far ahead to look (default: ${DEFAULT-VALUE}).")
    private int days = (int) Forecast.HORIZON.toDays();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    SimulateCommand(Site site) {
        this.site = site;
    }

    @Override
    public Integer call() {
        within("--trials", trials, MOST_TRIALS);
        within("--days", days, MOST_DAYS);
        var outlook = Outlook.of(site, adjustments(), trials, Duration.ofDays(days));
        var page = new OutlookPage(outlook);
        site.mentionChange();
        if (json) {
            site.terminal().print(page.json());
        } else {
            site.terminal().print(page.lines(site.terminal()));
        }
        return 0;
    }

    private static void within(String option, int number, int most) {
        if (number < 1 || number > most) {
            throw CommandException.wrongUse(
                    "%s must be 1 to %d: %d".formatted(option, most, number));
        }
    }

    private List<Adjustment> adjustments() {
        try {
            var all = new ArrayList<Adjustment>();
            added.stream().map(SimulateCommand::node).forEach(all::add);
            dropped.forEach(node -> all.add(new Adjustment.DropNode(node)));
            slots.forEach((node, count) -> all.add(new Adjustment.Slots(node, count)));
            attemptsFactor.ifPresent(factor -> all.add(factor(factor)));
            maxAttempts.ifPresent(most -> all.add(new Adjustment.MaxAttempts(most)));
            var zone = site.situation().zone();
            reviewsPerDay.ifPresent(
                    times -> all.add(new Adjustment.Reviews(new Reviewing.Daily(times, zone))));
            return all;
        } catch (IllegalArgumentException wrong) {
            throw CommandException.wrongUse(String.valueOf(wrong.getMessage()));
        }
    }

    private static Adjustment factor(double factor) {
        if (!(factor > 0 && factor <= MOST_FACTOR)) {
            throw new IllegalArgumentException(
                    "--attempts-factor must be above 0, and 100 at most: " + factor);
        }
        return new Adjustment.AttemptsFactor(factor);
    }

    private static Adjustment node(String text) {
        if (text.startsWith(LIKE)) {
            return new Adjustment.AddNodeLike(text.substring(LIKE.length()));
        }
        var parts = text.split(":", -1);
        if (parts.length != 3 || parts[0].isBlank() || !parts[1].matches("[1-9]\\d{0,3}")) {
            throw new IllegalArgumentException(
                    "--add-node takes NAME:SLOTS:CAPABILITY,CAPABILITY or like:NODE, not '%s'"
                            .formatted(text));
        }
        var capabilities =
                Set.of(List.of(parts[2].split(",", -1)).stream().distinct().toArray(String[]::new));
        return new Adjustment.AddNode(
                new Policy.NodeOffer(parts[0], Integer.parseInt(parts[1]), capabilities));
    }
}
