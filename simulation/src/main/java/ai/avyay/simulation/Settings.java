package ai.avyay.simulation;

import ai.avyay.domain.Review;
import ai.avyay.planning.Policy;
import ai.avyay.planning.TaskType;
import ai.avyay.planning.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Draws a configuration: one to three nodes, some of them machines of their own, and one of each
/// kind of limit.
final class Settings {
    static final String AGENT = "shell";
    static final String RARE = "xcode";
    static final String COUNTED = "api";
    static final String UNTIL_INTEGRATED = "schema";
    static final String PER_NODE = "node:gpu";
    static final String EXCLUSIVE = "database";
    static final String REVIEWED = "reviewed";
    static final String CORE = "core/";

    private static final int MOST_NODES = 3;
    private static final int MOST_SLOTS = 3;
    private static final double MOST_LOAD = 0.8;

    private Settings() {}

    static Policy drawn(Chance chance) {
        var nodes = new ArrayList<Policy.NodeOffer>();
        var count = 1 + chance.below(MOST_NODES);
        for (var i = 1; i <= count; i++) {
            var slots = 1 + chance.below(MOST_SLOTS);
            nodes.add(
                    new Policy.NodeOffer(
                            "n" + i,
                            slots,
                            i == 1 ? Set.of(AGENT, RARE) : Set.of(AGENT),
                            chance.oneIn(2),
                            chance.oneIn(3) ? Optional.of(MOST_LOAD) : Optional.empty()));
        }
        var reviewed = new TaskType(Review.REQUIRED, TaskType.DEFAULT_THRESHOLD, Optional.empty());
        return new Policy(
                nodes,
                new Policy.AgentChoice(AGENT, Map.of()),
                Map.of(REVIEWED, reviewed),
                Set.of(),
                Map.of(
                        COUNTED, new Policy.ResourceLimit(2, false),
                        UNTIL_INTEGRATED, new Policy.ResourceLimit(1, true)),
                List.of(Policy.Area.of("core", List.of(CORE + "**"), 1)),
                Timing.DEFAULT,
                "simulated");
    }
}
