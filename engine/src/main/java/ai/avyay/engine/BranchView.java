package ai.avyay.engine;

import ai.avyay.domain.CommitId;
import java.util.Set;

/// What can be seen of the shipping branch.
public interface BranchView {

    /// The shipping branch's tip and which of `paths` exist there.
    Branch branch(Set<String> paths);

    /// What one look found.
    record Branch(CommitId tip, Set<String> present) {
        public Branch {
            present = Set.copyOf(present);
        }
    }
}
