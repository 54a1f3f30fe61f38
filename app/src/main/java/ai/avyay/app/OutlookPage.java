package ai.avyay.app;

import ai.avyay.simulation.Forecast;
import ai.avyay.simulation.Habits;
import ai.avyay.simulation.Reviewing;
import ai.avyay.simulation.Trial;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import tools.jackson.databind.node.ObjectNode;

/// An outlook as a table that people read, or for programs.
public record OutlookPage(Outlook outlook) {
    private static final List<Integer> PERCENTILES = List.of(50, 75, 95);
    private static final int LABEL = 22;
    private static final int CELL = 18;
    private static final int PERCENT = 100;

    /// For a screen.
    public List<String> lines(Terminal terminal) {
        var lines = new ArrayList<String>();
        basis().forEach(line -> lines.add(terminal.ink().faint(line)));
        if (outlook.present().premises().board().state().live().isEmpty()) {
            lines.add("the queue is empty: there is nothing to simulate");
            return lines;
        }
        if (outlook.changed().isPresent()) {
            lines.add(row("", "as it is", "as asked", "difference"));
        }
        for (var percent : PERCENTILES) {
            lines.add(
                    row(
                            "through after (P%d)".formatted(percent),
                            forecast -> through(forecast, percent),
                            difference(percent)));
        }
        counts(lines);
        lines.add(row("attempts", forecast -> decimal(forecast.attempts()), ""));
        lines.add(row("cost (P50)", forecast -> cost(forecast, 50), ""));
        lines.add(row("cost (P95)", forecast -> cost(forecast, 95), ""));
        var nodes = new TreeSet<>(outlook.present().busy().keySet());
        outlook.changed().ifPresent(changed -> nodes.addAll(changed.busy().keySet()));
        for (var node : nodes) {
            lines.add(row(node + " busy", forecast -> busy(forecast, node), ""));
        }
        lines.add(
                (outlook.changed().isPresent() ? "as it is, " : "")
                        + bottleneck(outlook.present()));
        outlook.changed().ifPresent(changed -> lines.add("as asked, " + bottleneck(changed)));
        return lines.stream().map(line -> line.stripTrailing()).toList();
    }

    private void counts(List<String> lines) {
        count(lines, "done", Trial.Counts::done, true);
        count(lines, "failed", Trial.Counts::failed, false);
        count(lines, "stuck", Trial.Counts::stuck, false);
        count(lines, "not through by then", Trial.Counts::unfinished, false);
    }

    private void count(
            List<String> lines, String label, ToIntFunction<Trial.Counts> count, boolean always) {
        var some =
                outlook.present().mean(count) > 0
                        || outlook.changed().filter(changed -> changed.mean(count) > 0).isPresent();
        if (always || some) {
            lines.add(row(label, forecast -> decimal(forecast.mean(count)), ""));
        }
    }

    private String row(String label, Function<Forecast, String> value, String difference) {
        return row(
                label,
                value.apply(outlook.present()),
                outlook.changed().map(value).orElse(""),
                difference);
    }

    private static String row(String label, String one, String other, String difference) {
        return Phrases.pad(label, LABEL)
                + Phrases.pad(one, CELL)
                + Phrases.pad(other, CELL)
                + difference;
    }

    private static String through(Forecast forecast, int percent) {
        var time = forecast.within(percent);
        return time.compareTo(forecast.horizon()) >= 0
                ? "over " + Phrases.duration(forecast.horizon())
                : Phrases.duration(time);
    }

    private String difference(int percent) {
        if (outlook.changed().isEmpty()) {
            return "";
        }
        var one = outlook.present().within(percent);
        var other = outlook.changed().get().within(percent);
        var horizon = outlook.present().horizon();
        if (one.compareTo(horizon) >= 0 && other.compareTo(horizon) >= 0) {
            return "?";
        }
        return switch (Integer.signum(other.compareTo(one))) {
            case -1 -> "-" + Phrases.duration(one.minus(other));
            case 1 -> "+" + Phrases.duration(other.minus(one));
            default -> "none";
        };
    }

    private static String decimal(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static String cost(Forecast forecast, int percent) {
        var known = forecast.cost(percent);
        if (forecast.unknownCost() == 0) {
            return Phrases.dollars(known);
        }
        return known.compareTo(BigDecimal.ZERO) == 0
                ? "unknown"
                : "at least " + Phrases.dollars(known);
    }

    private static String busy(Forecast forecast, String node) {
        var share = forecast.busy().get(node);
        return share == null ? "-" : Math.round(share * PERCENT) + " %";
    }

    private static String bottleneck(Forecast forecast) {
        return forecast.bottleneck()
                .map(wait ->
                        "most time is spent waiting for %s: %s in all"
                                .formatted(wait.on().text(), Phrases.duration(wait.time())))
                .orElse("hardly anything is waited for: the work itself takes that long");
    }

    private List<String> basis() {
        var premises = outlook.present().premises();
        var habits = premises.habits();
        var lines = new ArrayList<String>();
        lines.add(
                "from %s of %s, tried out %s, %s ahead at most"
                        .formatted(
                                Phrases.count(habits.attempts(), "attempt"),
                                Phrases.count(habits.tasks(), "task"),
                                Phrases.count(outlook.present().trials().size(), "time"),
                                Phrases.duration(outlook.present().horizon())));
        if (habits.attempts() < Habits.ENOUGH) {
            lines.add(
                    "that is too little history (%d attempts are needed): every attempt is taken to succeed and to last as estimated"
                            .formatted(Habits.ENOUGH));
        } else {
            var others =
                    premises.board().state().live().values().stream()
                            .filter(task -> habits.basis(task) == Habits.Basis.ALL_TYPES)
                            .count();
            if (others > 0) {
                lines.add(
                        "%s of a type with fewer than %d attempts: taken to go like all others"
                                .formatted(Phrases.count(others, "task"), Habits.ENOUGH));
            }
        }
        if (premises.reviewing() instanceof Reviewing.Daily) {
            lines.add(
                    "%s decided so far, too few: reviews are taken to be decided each morning at nine"
                            .formatted(Phrases.count(habits.decisions().size(), "review")));
        }
        premises.board()
                .state()
                .engine()
                .pause()
                .ifPresent(_ -> lines.add("it is paused; this is as if it were resumed now"));
        return lines;
    }

    /// For programs; times in seconds, shares from 0 to 1. Costs are those that are known, absent
    /// if none is.
    public String json() {
        var root = Json.object();
        var habits = outlook.present().premises().habits();
        root.putObject("history")
                .put("attempts", habits.attempts())
                .put("tasks", habits.tasks())
                .put("reviews", habits.decisions().size())
                .put("enough", habits.attempts() >= Habits.ENOUGH);
        put(root.putObject("as_it_is"), outlook.present());
        outlook.changed().ifPresent(changed -> put(root.putObject("as_asked"), changed));
        return Json.pretty(root);
    }

    private static void put(ObjectNode node, Forecast forecast) {
        node.put("trials", forecast.trials().size())
                .put("horizon_seconds", forecast.horizon().toSeconds());
        var through = node.putObject("through_after_seconds");
        var cost = node.putObject("cost_usd");
        for (var percent : PERCENTILES) {
            through.put("p" + percent, forecast.within(percent).toSeconds());
            if (forecast.unknownCost() < 1) {
                cost.put("p" + percent, forecast.cost(percent));
            }
        }
        cost.put("unknown_share", forecast.unknownCost());
        node.putObject("tasks")
                .put("done", forecast.mean(Trial.Counts::done))
                .put("failed", forecast.mean(Trial.Counts::failed))
                .put("stuck", forecast.mean(Trial.Counts::stuck))
                .put("unfinished", forecast.mean(Trial.Counts::unfinished));
        node.put("attempts", forecast.attempts());
        var busy = node.putObject("busy");
        forecast.busy().forEach(busy::put);
        var waits = node.putArray("waits");
        for (var wait : forecast.waits()) {
            waits.addObject().put("for", wait.on().text()).put("seconds", wait.time().toSeconds());
        }
    }
}
