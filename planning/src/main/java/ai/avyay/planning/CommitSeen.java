package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import java.util.Set;

/// The shipping branch as it was last seen.
///
/// @param present paths that exist there, of those that were asked for
public record CommitSeen(CommitId tip, Set<String> present) {
    public CommitSeen {
        present = Set.copyOf(present);
    }
}
