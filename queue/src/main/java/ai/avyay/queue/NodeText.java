package ai.avyay.queue;

import ai.avyay.documents.Durations;
import ai.avyay.domain.Event;
import ai.avyay.domain.NodeRecord;
import ai.avyay.domain.NodeRecord.Mark;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.TreePVector;

/// What is known of nodes, as it stands in `engine.json` and in events.
final class NodeText {
    private NodeText() {}

    static Fields write(PMap<String, NodeRecord> nodes) {
        var fields = new Fields();
        new TreeMap<>(nodes).forEach((name, node) -> fields.mapping(name, write(node)));
        return fields;
    }

    private static Fields write(NodeRecord node) {
        var fields = new Fields().instant("since", node.since());
        node.drained().ifPresent(mark -> fields.mapping("drained", write(mark)));
        node.away().ifPresent(mark -> fields.mapping("away", write(mark)));
        if (node.absent().isPositive()) {
            fields.duration("absent", Optional.of(node.absent()));
        }
        fields.wholeUnlessZero("begun", node.begun());
        fields.wholeUnlessZero("lost", node.lost());
        if (!node.delays().isEmpty()) {
            fields.texts("start_delays", node.delays().stream().map(Durations::format).toList());
        }
        return fields;
    }

    private static Fields write(Mark mark) {
        return new Fields().instant("since", mark.since()).textUnlessEmpty("reason", mark.reason());
    }

    static Fields write(Event.OfNode event) {
        var fields = new Fields().text("node", event.node());
        return switch (event) {
            case Event.NodeWentAway away -> fields.textUnlessEmpty("reason", away.reason());
            case Event.NodeDrained drained -> fields.textUnlessEmpty("reason", drained.reason());
            case Event.NodeBegan began -> fields.text("delay", Durations.format(began.delay()));
            case Event.NodeCameBack _, Event.NodeUndrained _, Event.NodeLostWork _ -> fields;
        };
    }

    /// @param form maps names to what [#write] writes of a node
    static PMap<String, NodeRecord> read(String document, Form form) {
        PMap<String, NodeRecord> nodes = HashTreePMap.empty();
        for (var field : form.fields().entrySet()) {
            var node = Form.of(document, field.getValue().value());
            nodes = nodes.plus(field.getKey(), node(node));
            node.end();
        }
        return nodes;
    }

    private static NodeRecord node(Form form) {
        return new NodeRecord(
                form.needInstant("since"),
                form.form("drained").map(NodeText::mark),
                form.form("away").map(NodeText::mark),
                form.duration("absent").orElse(Duration.ZERO),
                form.whole("begun").orElse(0),
                form.whole("lost").orElse(0),
                TreePVector.from(
                        form.texts("start_delays").stream()
                                .map(text -> form.checked("start_delays", () -> duration(text)))
                                .toList()));
    }

    private static Mark mark(Form form) {
        var mark = new Mark(form.needInstant("since"), form.text("reason").orElse(""));
        form.end();
        return mark;
    }

    static Duration delay(Form form) {
        return form.needParsed("delay", NodeText::duration);
    }

    private static Duration duration(String text) {
        return Durations.parse(text)
                .orElseThrow(() ->
                        new IllegalArgumentException("'" + text + "' is not " + Durations.EXAMPLE));
    }
}
