package ai.avyay.simulation;

import java.util.HashSet;
import java.util.Optional;

/// No two agents work under the same generation of a task's lease.
final class GenerationsHaveOneHolder implements Law {
    @Override
    public String sentence() {
        return "no two live leases have one generation";
    }

    @Override
    public Optional<String> broken(Sight sight) {
        var agents = new HashSet<Work>();
        for (var occupation : sight.truth().occupations()) {
            if (occupation.kind() == Truth.Occupation.Kind.AGENT
                    && !agents.add(occupation.work())) {
                return Optional.of("two agents work on " + occupation.work());
            }
        }
        return Optional.empty();
    }
}
