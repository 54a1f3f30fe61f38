package ai.avyay.simulation;

import ai.avyay.domain.TaskId;
import java.util.HashSet;
import java.util.Optional;

/// The shipping branch carries each task's work once at most.
final class NothingIsIntegratedTwice implements Law {
    @Override
    public String sentence() {
        return "nothing is integrated twice";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var seen = new HashSet<TaskId>();
        for (var shipment : sight.truth().shipments()) {
            if (!seen.add(shipment.task())) {
                return Optional.of(shipment.task() + " is on the shipping branch twice");
            }
        }
        return Optional.empty();
    }
}
