package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.util.Optional;

/// The user's commits as the hub knows them: copied, never shared.
record UserCommits(HubObjects objects, UserRepository user) {

    /// Copies `tip` and its history into the hub; `ref` of the user's repository points there.
    void fetch(CommitId tip, String ref) {
        if (objects.has(tip)) {
            return;
        }
        var hub = objects.repository().getDirectory().toPath();
        var git = new Git(hub, user.git().environment());
        git.lines(
                "--git-dir=" + hub,
                "-c",
                "transfer.fsckObjects=false",
                "-c",
                "fetch.fsckObjects=false",
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-recurse-submodules",
                user.root().toString(),
                "+" + ref + ":refs/user/seen/" + flat(ref.substring("refs/heads/".length())));
        objects.repository().getRefDatabase().refresh();
        if (!objects.has(tip)) {
            throw new IntegrationException(
                    "%s moved in %s while it was read: try again".formatted(ref, user.root()));
        }
    }

    /// The newest tip of the user's branch that is part of the shipping branch.
    Optional<CommitId> taken() {
        return objects.read(takenRef());
    }

    void taken(CommitId tip) {
        if (!taken().equals(Optional.of(tip))) {
            objects.point(takenRef(), tip);
        }
    }

    /// Whether the user's branch has lost commits that are part of the shipping branch.
    boolean rewritten(CommitId tip) {
        return taken().filter(taken -> !objects.descends(tip, taken)).isPresent();
    }

    /// What to say of that.
    String rewriting() {
        return "%s was moved back or rewritten, but what it was is part of %s: run `git merge %s` on %s to go on"
                .formatted(user.branch(), ShippingBranch.NAME, ShippingBranch.NAME, user.branch());
    }

    /// A branch may be named like another's folder, at another time.
    private static String flat(String branch) {
        return branch.replace("/", "%2F");
    }

    private String takenRef() {
        return "refs/user/taken/" + flat(user.branch());
    }
}
