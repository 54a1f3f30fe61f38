package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import ai.avyay.domain.Stage;
import ai.avyay.engine.Integration.Prepared;
import ai.avyay.engine.Integration.Synchronized;
import ai.avyay.integration.HubObjects.NewCommit;
import ai.avyay.integration.Merges.Merged;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes what the user committed into the shipping branch: by fast-forward, or as a merge that is
/// checked first.
///
/// History that was taken in and is gone from the user's branch since is never followed.
record Synchronization(UserCommits commits, ShippingBranch shipping) {
    private static final int MOST_TRIES = 10;

    Synchronized synchronize() {
        try {
            for (var tries = 0; tries < MOST_TRIES; tries++) {
                var done = once();
                if (done.isPresent()) {
                    return done.get();
                }
            }
        } catch (UnreadableException e) {
            throw e;
        } catch (IntegrationException e) {
            return kept(shipping.tip(), String.valueOf(e.getMessage())).orElseThrow();
        }
        throw new IntegrationException(ShippingBranch.NAME + " keeps moving: synchronize again");
    }

    /// Empty if the shipping branch moved meanwhile.
    private Optional<Synchronized> once() {
        var tip = shipping.tip();
        var name = commits.user().branch();
        var found = commits.user().tip();
        if (found.isEmpty()) {
            return kept(
                    tip,
                    "your branch %s is gone: run `git branch %s %s`, or set integration.branch in avyay.yaml"
                            .formatted(name, name, ShippingBranch.NAME));
        }
        var theirs = found.get();
        commits.fetch(theirs, commits.user().branchRef());
        if (commits.rewritten(theirs)) {
            return kept(tip, commits.rewriting());
        }
        if (commits.objects().descends(tip, theirs)) {
            commits.taken(theirs);
            return Optional.of(new Synchronized(tip, Optional.empty(), List.of()));
        }
        return commits.objects().descends(theirs, tip) ? forward(tip, theirs) : merge(tip, theirs);
    }

    private static Optional<Synchronized> kept(CommitId tip, String notice) {
        return Optional.of(new Synchronized(tip, Optional.empty(), List.of(notice)));
    }

    private Optional<Synchronized> forward(CommitId tip, CommitId theirs) {
        if (!shipping.ship(new Stage.Intent(theirs, tip))) {
            return Optional.empty();
        }
        commits.taken(theirs);
        return Optional.of(new Synchronized(theirs, Optional.empty(), List.of()));
    }

    private Optional<Synchronized> merge(CommitId tip, CommitId theirs) {
        var objects = commits.objects();
        var name = commits.user().branch();
        if (objects.mergeBase(tip, theirs).isEmpty()) {
            return kept(
                    tip,
                    "%s shares no commit with %s and was left out: run `git merge --allow-unrelated-histories %s` if they belong together"
                            .formatted(name, ShippingBranch.NAME, ShippingBranch.NAME));
        }
        var merged =
                HubObjects.reading(
                        "merging " + name,
                        () ->
                                new Merges(objects.repository())
                                        .mergeCommits(HubObjects.id(tip), HubObjects.id(theirs)));
        return switch (merged) {
            case Merged.Conflicted conflicted ->
                    kept(
                            tip,
                            "%s and %s both changed %s: run `git merge %s` on %s and commit the result"
                                    .formatted(
                                            name,
                                            ShippingBranch.NAME,
                                            Message.list(conflicted.paths()),
                                            ShippingBranch.NAME,
                                            name));
            case Merged.Clean clean -> Optional.of(candidate(clean, tip, theirs));
        };
    }

    private Synchronized candidate(Merged.Clean clean, CommitId tip, CommitId theirs) {
        var objects = commits.objects();
        var at =
                Stream.of(tip, theirs)
                        .map(commit ->
                                objects.commit(commit).getCommitterIdent().getWhenAsInstant())
                        .max(Comparator.naturalOrder())
                        .orElseThrow();
        var message =
                Message.subject("Merge " + commits.user().branch() + " into " + ShippingBranch.NAME)
                        + "\n";
        var parents = List.of(HubObjects.id(tip), HubObjects.id(theirs));
        var merge = objects.write(new NewCommit(clean.tree(), List.copyOf(parents), message, at));
        objects.point("refs/user/merge", merge);
        var candidate = new Prepared.Candidate(new Stage.Intent(merge, tip), clean.tree().name());
        return new Synchronized(tip, Optional.of(candidate), List.of());
    }
}
