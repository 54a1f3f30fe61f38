package ai.avyay.simulation;

import ai.avyay.planning.Policy;
import java.util.List;
import java.util.Optional;

/// All that must hold in a world after every step.
final class Laws {
    private static final int ASK_WHY_EVERY = 16;

    private final List<Law> laws;

    Laws(Policy policy) {
        laws =
                List.of(
                        new NothingIsLost(),
                        new NothingIsIntegratedTwice(),
                        new LaneHasOneTask(),
                        new WhatShippedIsDone(),
                        new ResourcesAreNotShared(policy),
                        new DependenciesAreMet(),
                        new NumbersRise(),
                        new GenerationsHaveOneHolder(),
                        new AttemptsAreBounded(policy.timing()),
                        new WaitsAreNamed(ASK_WHY_EVERY),
                        new MoneyIsAccounted(),
                        new DispatchesAreAllowed(policy),
                        new OrderIsKept(),
                        new OnlyAcceptedWorkShips(policy),
                        new LeasesEndInSilence(policy),
                        new NothingSaidIsLost(),
                        new NothingWorksInVain(),
                        new FactsComeFirst(),
                        new RecordsAgree());
    }

    /// The first law that is broken, and how.
    Optional<Broken> broken(Sight sight) {
        for (var law : laws) {
            var how = law.broken(sight);
            if (how.isPresent()) {
                return Optional.of(new Broken(law.sentence(), how.get()));
            }
        }
        return Optional.empty();
    }

    /// A law that does not hold.
    record Broken(String law, String how) {}
}
