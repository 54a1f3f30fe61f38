package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import java.util.Set;

/// What one look at the shipping branch found.
///
/// @param asked paths that were looked for; nothing is said of any other
/// @param present those of `asked` that exist there
public record CommitSeen(CommitId tip, Set<String> asked, Set<String> present) {
    public CommitSeen {
        asked = Set.copyOf(asked);
        present = Set.copyOf(present);
    }
}
