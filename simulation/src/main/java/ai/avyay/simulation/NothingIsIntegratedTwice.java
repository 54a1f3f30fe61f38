package ai.avyay.simulation;

import ai.avyay.domain.TaskId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// The shipping branch carries each task's work once at most.
final class NothingIsIntegratedTwice implements Law {
    private final Set<TaskId> seen = new HashSet<>();
    private int looked;

    @Override
    public String sentence() {
        return "nothing is integrated twice";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var shipments = sight.truth().shipments();
        while (looked < shipments.size()) {
            var shipment = shipments.get(looked++);
            if (!seen.add(shipment.task())) {
                return Optional.of(shipment.task() + " is on the shipping branch twice");
            }
        }
        return Optional.empty();
    }
}
