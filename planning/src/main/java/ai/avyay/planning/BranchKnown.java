package ai.avyay.planning;

import ai.avyay.domain.CommitId;
import java.util.Collection;
import java.util.function.Predicate;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/// What all looks at the shipping branch together say of the paths that some task wants.
///
/// @param tip where the branch stood at the last look
/// @param asked paths that were looked for; nothing is known of any other
/// @param present those of `asked` that exist there
public record BranchKnown(CommitId tip, PSet<String> asked, PSet<String> present) {
    static BranchKnown nothing(CommitId tip) {
        return new BranchKnown(tip, HashTreePSet.empty(), HashTreePSet.empty());
    }

    /// Whether a look that finds `path` there, or does not, is no news.
    boolean says(String path, boolean there) {
        return asked.contains(path) && present.contains(path) == there;
    }

    BranchKnown with(CommitSeen look, Predicate<String> wanted) {
        var more = asked;
        var there = present;
        for (var path : look.asked()) {
            var kept = wanted.test(path);
            more = kept ? more.plus(path) : more.minus(path);
            there = kept && look.present().contains(path) ? there.plus(path) : there.minus(path);
        }
        return new BranchKnown(look.tip(), more, there);
    }

    BranchKnown without(Collection<String> paths) {
        return paths.isEmpty()
                ? this
                : new BranchKnown(tip, asked.minusAll(paths), present.minusAll(paths));
    }
}
