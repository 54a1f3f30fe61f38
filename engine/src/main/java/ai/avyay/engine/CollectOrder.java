package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import java.util.List;

/// A request to bring an attempt's work into the hub.
///
/// @param start the commit that the workspace was opened at; the result descends from it
/// @param deliverables paths that are committed even where the project ignores them
/// @param message of the commit that takes in what the agent left uncommitted
public record CollectOrder(
        AttemptRef attempt, CommitId start, List<String> deliverables, String message) {
    public CollectOrder {
        deliverables = List.copyOf(deliverables);
    }
}
