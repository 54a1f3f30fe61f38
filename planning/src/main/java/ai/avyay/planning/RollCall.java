package ai.avyay.planning;

import ai.avyay.domain.Event;
import ai.avyay.domain.NodeRecord;
import ai.avyay.domain.Task;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides what follows from how nodes answer.
final class RollCall {
    private final Deliberation deliberation;

    RollCall(Deliberation deliberation) {
        this.deliberation = deliberation;
    }

    void take(Signal.NodeAsked asked) {
        if (deliberation.board().policy().node(asked.node()).isEmpty()) {
            return;
        }
        switch (asked.contact()) {
            case Contact.Answered(var vitals) -> answered(asked.node(), vitals);
            case Contact.Away(var reason) -> away(asked.node(), reason);
        }
    }

    private void answered(String node, Contact.Vitals vitals) {
        var sightings = deliberation.board().sightings();
        var contacts = sightings.contacts().with(node, vitals);
        if (deliberation.board().policy().isRemote(node)) {
            for (var task : workingOn(node)) {
                contacts = contacts.withHeard(task.id(), deliberation.now());
            }
        }
        deliberation.sight(sightings.with(contacts));
        if (away(node).isPresent()) {
            deliberation.record(new Event.NodeCameBack(deliberation.now(), node));
            deliberation.command(new Command.Tell("node " + node + " answers again", false));
        }
    }

    private void away(String node, String reason) {
        if (away(node).isPresent()) {
            return;
        }
        deliberation.record(new Event.NodeWentAway(deliberation.now(), node, reason));
        var working = workingOn(node);
        var text = "node %s cannot be reached: %s".formatted(node, reason);
        var goesOn = working.isEmpty() ? "" : "; what works there may go on meanwhile";
        deliberation.command(new Command.Tell(text + goesOn, !working.isEmpty()));
    }

    private Optional<NodeRecord.Mark> away(String node) {
        return deliberation.board().state().engine().node(node).flatMap(NodeRecord::away);
    }

    private List<Task> workingOn(String node) {
        return deliberation
                .board()
                .activeTasks()
                .filter(task -> task.lease().filter(lease -> lease.node().equals(node)).isPresent())
                .sorted(Comparator.comparing(Task::id))
                .toList();
    }
}
