package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import java.util.Set;

/// The shipping branch as it was last seen.
///
/// @param asked paths that were looked for; nothing is said of any other
/// @param present those of `asked` that exist there
public record CommitSeen(CommitId tip, Set<String> asked, Set<String> present) {
    public CommitSeen {
        asked = Set.copyOf(asked);
        present = Set.copyOf(present);
    }
}
