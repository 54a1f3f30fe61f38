package ai.avyay.app;

import ai.avyay.domain.NodeRecord;
import ai.avyay.domain.TaskId;
import ai.avyay.planning.NodeSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The nodes with what they do and how they fared, for a screen and for programs.
public record NodePage(List<NodeSummary> nodes, Instant now) {
    private static final int PERCENT = 100;

    public NodePage {
        nodes = List.copyOf(nodes);
    }

    /// For a screen.
    public List<String> lines(Terminal terminal) {
        var width = nodes.stream().mapToInt(node -> node.offer().name().length()).max().orElse(0);
        var lines = new ArrayList<String>();
        for (var node : nodes) {
            var name = terminal.ink().bold(Phrases.pad(node.offer().name(), width));
            lines.add(name + "  " + work(node) + "; offers " + offers(node));
            var past = past(node);
            if (!past.isEmpty()) {
                lines.add(terminal.ink().faint(" ".repeat(width) + "  " + past));
            }
            node.obstacle()
                    .ifPresent(why ->
                            lines.add(
                                    Phrases.pad("", width)
                                            + "  "
                                            + terminal.ink()
                                                    .notable(Phrases.fit(why, terminal.width()))));
        }
        return lines;
    }

    private static String work(NodeSummary node) {
        var working =
                node.working().isEmpty()
                        ? ""
                        : ": "
                                + node.working().stream()
                                        .map(TaskId::value)
                                        .collect(Collectors.joining(", "));
        return "%d of %s busy%s"
                .formatted(
                        node.working().size(),
                        Phrases.count(node.offer().slots(), "slot"),
                        working);
    }

    private static String offers(NodeSummary node) {
        return node.offer().capabilities().stream().sorted().collect(Collectors.joining(", "));
    }

    private String past(NodeSummary node) {
        var parts = new ArrayList<String>();
        node.record()
                .ifPresent(record -> {
                    if (node.offer().remote()) {
                        parts.add("reachable %s of the time".formatted(share(record)));
                    }
                    if (record.begun() + record.lost() == 0) {
                        return;
                    }
                    parts.add(
                            "%s begun, %d lost"
                                    .formatted(
                                            Phrases.count(record.begun(), "attempt"),
                                            record.lost()));
                    record.medianDelay()
                            .ifPresent(
                                    delay -> parts.add("an agent works after " + seconds(delay)));
                });
        if (!node.steady()) {
            parts.add("unsteady, so others come first");
        }
        return String.join(", ", parts);
    }

    private String share(NodeRecord record) {
        return Math.floor(record.reachableShare(now) * PERCENT) == PERCENT
                ? "all"
                : (int) Math.floor(record.reachableShare(now) * PERCENT) + " %";
    }

    private static String seconds(Duration delay) {
        return "%.1f s".formatted(delay.toMillis() / 1000.0);
    }

    /// For programs.
    public String json() {
        var root = Json.object();
        var all = root.putArray("nodes");
        for (var node : nodes) {
            var each = all.addObject().put("name", node.offer().name());
            each.put("slots", node.offer().slots()).put("remote", node.offer().remote());
            node.offer().capabilities().stream()
                    .sorted()
                    .forEach(each.putArray("capabilities")::add);
            node.working().stream().map(TaskId::value).forEach(each.putArray("working")::add);
            node.obstacle().ifPresent(why -> each.put("obstacle", why));
            each.put("steady", node.steady());
            node.record()
                    .ifPresent(record -> {
                        each.put("reachable_share", record.reachableShare(now));
                        each.put("attempts_begun", record.begun());
                        each.put("attempts_lost", record.lost());
                        record.medianDelay()
                                .ifPresent(delay ->
                                        each.put("median_start_delay_ms", delay.toMillis()));
                        record.drained()
                                .ifPresent(
                                        mark -> each.put("drained_since", mark.since().toString()));
                        record.away()
                                .ifPresent(mark -> each.put("away_since", mark.since().toString()));
                    });
        }
        return Json.pretty(root);
    }
}
