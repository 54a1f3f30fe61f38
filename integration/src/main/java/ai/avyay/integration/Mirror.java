package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Brings the user's repository up to the shipping branch: the branch `avyay/main` there always,
/// the user's own branch where that surprises nobody.
final class Mirror {
    private static final String NONE = "0".repeat(40);

    private final UserCommits commits;
    private final UserRepository user;
    private final ReentrantLock lock = new ReentrantLock();

    Mirror(UserCommits commits) {
        this.commits = commits;
        this.user = commits.user();
    }

    /// What kept the user's branch where it is; not interrupted half way.
    Optional<String> mirror() {
        lock.lock();
        try {
            return Uninterrupted.call("mirror", this::mirrorNow);
        } catch (UnreadableException e) {
            throw e;
        } catch (IntegrationException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> mirrorNow() {
        var checkout = new Checkout(commits);
        var unfinished = checkout.recover();
        if (unfinished.isPresent()) {
            return unfinished;
        }
        var tip = commits.objects().tip();
        var tips = user.tips();
        if (tips.branch().equals(Optional.of(tip)) && tips.shipping().equals(Optional.of(tip))) {
            commits.taken(tip);
            return Optional.empty();
        }
        var worktrees = Worktrees.of(user);
        return publish(tip, tips.shipping(), worktrees)
                .or(() ->
                        tips.branch().flatMap(branch -> forward(branch, tip, worktrees, checkout)));
    }

    private Optional<String> publish(CommitId tip, Optional<CommitId> there, Worktrees worktrees) {
        if (there.equals(Optional.of(tip))) {
            return Optional.empty();
        }
        var name = ShippingBranch.NAME;
        if (there.isPresent() && !isOlder(there.get(), tip)) {
            return Optional.of(
                    "%s in your repository has commits that are not Avyay's: rename it with `git branch -m %s OTHER`"
                            .formatted(name, name));
        }
        var busy = worktrees.using(ShippingBranch.REF);
        if (busy.isPresent()) {
            return Optional.of(
                    "%s was left where it is: %s; run `git switch %s` there"
                            .formatted(name, busy.get(), user.branch()));
        }
        user.git()
                .lines(
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--no-write-fetch-head",
                        "--no-recurse-submodules",
                        commits.objects().repository().getDirectory().getPath(),
                        tip.value());
        var moved = move(ShippingBranch.REF, there.map(CommitId::value).orElse(NONE), tip);
        return moved.succeeded()
                ? Optional.empty()
                : Optional.of("%s was not updated: %s".formatted(name, moved.complaint()));
    }

    private boolean isOlder(CommitId there, CommitId tip) {
        return commits.objects().has(there) && commits.objects().descends(tip, there);
    }

    private Git.Result move(String ref, String from, CommitId to) {
        return user.git().run("update-ref", "-m", "avyay: fast-forward", ref, to.value(), from);
    }

    private Optional<String> forward(
            CommitId from, CommitId tip, Worktrees worktrees, Checkout checkout) {
        var objects = commits.objects();
        commits.fetch(from, user.branchRef());
        if (from.equals(tip) || objects.descends(from, tip)) {
            return Optional.empty();
        }
        if (commits.rewritten(from)) {
            return Optional.of(commits.rewriting());
        }
        if (!objects.descends(tip, from)) {
            return Optional.of(
                    "%s has commits that are not on %s yet: they are merged in first"
                            .formatted(user.branch(), ShippingBranch.NAME));
        }
        var kept = moveBranch(new Checkout.Move(from, tip), worktrees, checkout);
        if (kept.isEmpty()) {
            commits.taken(tip);
            return Optional.empty();
        }
        return Optional.of(
                "%s was left where it is: %s; run `git merge %s` on it when that suits"
                        .formatted(user.branch(), kept.get(), ShippingBranch.NAME));
    }

    private Optional<String> moveBranch(
            Checkout.Move move, Worktrees worktrees, Checkout checkout) {
        if (worktrees.checkedOutHere(user.branchRef())) {
            return checkout.forward(move);
        }
        var busy = worktrees.using(user.branchRef());
        if (busy.isPresent()) {
            return busy;
        }
        var moved = move(user.branchRef(), move.from().value(), move.to());
        return moved.succeeded() ? Optional.empty() : Optional.of(moved.complaint());
    }
}
