package ai.avyay.simulation;

import java.util.Optional;

/// What people were told is in the queue is there, live or ended.
final class NothingIsLost implements Law {
    @Override
    public String sentence() {
        return "nothing is lost";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        for (var task : sight.truth().promised()) {
            if (!sight.durable().knows(task)) {
                return Optional.of(task + " was taken in and is not in the queue");
            }
        }
        return Optional.empty();
    }
}
