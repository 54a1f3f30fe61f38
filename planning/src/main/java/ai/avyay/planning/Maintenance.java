package ai.avyay.planning;

import ai.avyay.domain.EngineState;
import ai.avyay.domain.Event;
import ai.avyay.domain.NodeRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Optional;

/// Carries out what people ask of the engine as a whole and of its nodes.
final class Maintenance {
    private final Deliberation deliberation;

    Maintenance(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    Optional<String> pause(Request.Pause pause) {
        if (engine().pause().isPresent()) {
            return Optional.of("already paused: " + engine().pause().get().reason());
        }
        deliberation.record(new Event.Paused(deliberation.now(), pause.reason()));
        return Optional.empty();
    }

    Optional<String> resume() {
        if (engine().pause().isEmpty() && engine().breakers().isEmpty()) {
            return Optional.of("nothing is paused");
        }
        var events = new ArrayList<Event>();
        if (engine().pause().isPresent()) {
            events.add(new Event.Resumed(deliberation.now()));
        }
        engine().breakers().keySet().stream()
                .sorted(Comparator.comparing(EngineState.BreakerKey::toString))
                .forEach(key -> events.add(new Event.BreakerClosed(deliberation.now(), key)));
        deliberation.record(events);
        return Optional.empty();
    }

    Optional<String> drain(Request.Drain drain) {
        var node = drain.node();
        if (deliberation.board().policy().node(node).isEmpty()) {
            return Optional.of(unknown(node));
        }
        if (drained(node).isPresent()) {
            return Optional.of("node %s is drained already".formatted(node));
        }
        deliberation.record(new Event.NodeDrained(deliberation.now(), node, drain.reason()));
        return Optional.empty();
    }

    Optional<String> undrain(Request.Undrain undrain) {
        if (drained(undrain.node()).isEmpty()) {
            return Optional.of("node %s is not drained".formatted(undrain.node()));
        }
        deliberation.record(new Event.NodeUndrained(deliberation.now(), undrain.node()));
        return Optional.empty();
    }

    private Optional<NodeRecord.Mark> drained(String node) {
        return engine().node(node).flatMap(NodeRecord::drained);
    }

    private String unknown(String node) {
        var names =
                deliberation.board().policy().nodes().stream().map(Policy.NodeOffer::name).toList();
        return "there is no node %s; there are: %s".formatted(node, String.join(", ", names));
    }

    private EngineState engine() {
        return deliberation.board().state().engine();
    }
}
