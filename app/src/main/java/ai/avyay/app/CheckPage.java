package ai.avyay.app;

import ai.avyay.nodes.ssh.Inspection;
import ai.avyay.nodes.ssh.Inspection.Grade;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What was found on a machine, for a screen and for programs.
///
/// @param configured what the configuration says that the node offers
/// @param twins other nodes that are the same machine
public record CheckPage(String node, Inspection found, Set<String> configured, List<String> twins) {
    public CheckPage {
        configured = Set.copyOf(configured);
        twins = List.copyOf(twins);
    }

    /// Whether work can go there.
    public boolean isGood() {
        return missing().isEmpty()
                && found.findings().stream().noneMatch(each -> each.grade() == Grade.BAD);
    }

    /// What it is to offer and was not found to have; what is no program of an agent cannot be
    /// looked for.
    private List<String> missing() {
        return configured.stream()
                .filter(capability -> found.lookedFor().contains(capability))
                .filter(capability -> !found.capabilities().contains(capability))
                .sorted()
                .toList();
    }

    /// For a screen.
    public List<String> lines(Terminal terminal) {
        var lines = new ArrayList<String>();
        for (var finding : found.findings()) {
            lines.add(
                    mark(finding.grade(), terminal)
                            + " "
                            + Phrases.fit(finding.text(), terminal.width()));
            if (!finding.advice().isEmpty()) {
                lines.add("    → " + finding.advice());
            }
        }
        for (var capability : missing()) {
            lines.add(
                    mark(Grade.BAD, terminal)
                            + " the configuration says that it offers "
                            + capability
                            + ", which is not there");
            lines.add(
                    "    → install it there, or take it out of nodes.%s.capabilities"
                            .formatted(node));
        }
        if (!twins.isEmpty()) {
            lines.add(
                    mark(Grade.NOTABLE, terminal)
                            + " it is the same machine as "
                            + String.join(", ", twins)
                            + ": their slots share its processors and its disk");
        }
        lines.add(
                "nodes: { %s: { capabilities: [%s] } }"
                        .formatted(node, String.join(", ", offers())));
        return lines;
    }

    /// What it could offer, by what was found, and what a person says that cannot be looked for.
    private Collection<String> offers() {
        var offers = new TreeSet<>(found.capabilities());
        configured.stream()
                .filter(capability -> !found.lookedFor().contains(capability))
                .forEach(offers::add);
        return offers;
    }

    private static String mark(Grade grade, Terminal terminal) {
        return switch (grade) {
            case GOOD -> terminal.ink().good("ok  ");
            case NOTABLE -> terminal.ink().notable("note");
            case BAD -> terminal.ink().bad("BAD ");
        };
    }

    /// For programs.
    public String json() {
        var root = Json.object().put("node", node).put("good", isGood());
        var all = root.putArray("findings");
        for (var finding : found.findings()) {
            all.addObject()
                    .put("grade", finding.grade().name().toLowerCase(java.util.Locale.ROOT))
                    .put("text", finding.text())
                    .put("advice", finding.advice());
        }
        missing().forEach(root.putArray("missing")::add);
        twins.forEach(root.putArray("same_machine_as")::add);
        offers().forEach(root.putArray("capabilities")::add);
        return Json.pretty(root);
    }
}
