package ai.avyay.simulation;

import ai.avyay.domain.Status;
import java.util.Optional;

/// A task whose work is on the shipping branch does not end as anything but done.
final class WhatShippedIsDone implements Law {
    @Override
    public String sentence() {
        return "what shipped is done";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        for (var shipment : sight.truth().shipments()) {
            var ended = sight.durable().ended().get(shipment.task());
            if (ended != null && ended.stage().status() != Status.DONE) {
                return Optional.of(
                        "%s is on the branch and recorded as %s"
                                .formatted(shipment.task(), ended.stage().status().word()));
            }
        }
        return Optional.empty();
    }
}
