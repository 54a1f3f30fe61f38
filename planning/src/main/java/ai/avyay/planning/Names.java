package ai.avyay.planning;

import ai.avyay.domain.Definition;
import java.util.ArrayList;
import java.util.List;

/// Holds the names that a task uses against those of the configuration.
record Names(Policy policy) {

    /// The checks that there are not, and a type that was probably mistyped.
    List<Condition> unknown(Definition definition) {
        var unknown = new ArrayList<Condition>();
        for (var check : definition.acceptance().checks().orElse(List.of())) {
            if (!policy.checks().contains(check)) {
                unknown.add(new Condition.UnknownCheck(check));
            }
        }
        var type = definition.heading().type();
        if (!type.isEmpty() && !policy.types().containsKey(type)) {
            Nearest.to(type, policy.types().keySet())
                    .ifPresent(meant -> unknown.add(new Condition.MisspeltType(type, meant)));
        }
        return unknown;
    }
}
