package ai.avyay.domain;

import java.time.Instant;
import java.util.List;

/// The work that an agent left behind, as a commit in the hub.
///
/// @param at when the agent had ended and its work was collected
/// @param base the commit that the work is a change to: a tip of the shipping branch plus the
///   artifacts put in
/// @param commit the work
/// @param artifacts declared deliverables that exist in it
/// @param borrowed paths of artifacts of other tasks that were put into the base and do not ship
public record Delivery(
        Instant at,
        CommitId base,
        CommitId commit,
        List<String> artifacts,
        List<String> borrowed,
        Usage usage) {
    public Delivery {
        artifacts = List.copyOf(artifacts);
        borrowed = List.copyOf(borrowed);
    }
}
