package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The repository of the user, seen from the work tree that the engine was started in.
///
/// @param git runs in the root of that work tree
/// @param gitFolder of that work tree; its own where it is a linked one
/// @param commonFolder shared by all work trees of the repository
/// @param branch the name of the branch that is kept up to date, without `refs/heads/`
record UserRepository(Git git, Path gitFolder, Path commonFolder, String branch) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");

    Path root() {
        return git.folder();
    }

    String branchRef() {
        return "refs/heads/" + branch;
    }

    /// Finds the repository of `settings`, with its branch, or says what is wrong with it.
    static UserRepository find(HubSettings settings, Map<String, String> environment) {
        var given = settings.repository();
        if (!Files.isDirectory(given)) {
            throw new IntegrationException(
                    given + " is not a folder: name the folder of a git repository");
        }
        var outside = new Git(given, environment);
        refuseUnusable(outside);
        var places =
                outside.lines(
                        "rev-parse",
                        "--path-format=absolute",
                        "--show-toplevel",
                        "--git-dir",
                        "--git-common-dir");
        var git = new Git(Path.of(places.get(0)), environment);
        var branch = settings.branch().orElseGet(() -> checkedOut(git));
        refuseUnusable(git, branch);
        return new UserRepository(git, Path.of(places.get(1)), Path.of(places.get(2)), branch);
    }

    private static void refuseUnusable(Git git) {
        var kind =
                git.run(
                        "rev-parse",
                        "--is-bare-repository",
                        "--is-inside-work-tree",
                        "--is-shallow-repository",
                        "--show-object-format");
        if (!kind.succeeded()) {
            var hint =
                    kind.complaint().contains("not a git repository")
                            ? git.folder()
                                    + " is not a git repository: run `git init` and commit once, or"
                                    + " start in the folder of one"
                            : git.folder() + " cannot be read by git: " + kind.complaint();
            throw new IntegrationException(hint);
        }
        var answers = kind.text().lines().toList();
        if (answers.get(0).equals("true")) {
            throw new IntegrationException(
                    git.folder() + " is a bare repository: start in a clone of it that has files");
        }
        if (answers.get(1).equals("false")) {
            throw new IntegrationException(
                    git.folder() + " lies inside a .git folder: start in the work tree");
        }
        if (answers.get(2).equals("true")) {
            throw new IntegrationException(
                    git.folder() + " is a shallow clone: run `git fetch --unshallow`");
        }
        if (!answers.get(3).equals("sha1")) {
            throw new IntegrationException(
                    "%s names its objects by %s, which is not supported: use a repository with sha1 objects"
                            .formatted(git.folder(), answers.get(3)));
        }
    }

    private static String checkedOut(Git git) {
        var head = git.run("symbolic-ref", "-q", "HEAD");
        var name = head.text().strip();
        if (!head.succeeded() || !name.startsWith("refs/heads/")) {
            throw new IntegrationException(
                    git.folder()
                            + " has no branch checked out (detached HEAD): run `git switch BRANCH`, or"
                            + " set integration.branch in avyay.yaml");
        }
        return name.substring("refs/heads/".length());
    }

    private static void refuseUnusable(Git git, String branch) {
        if (!git.run("check-ref-format", "--branch", branch).succeeded()
                || branch.startsWith("@")) {
            throw new IntegrationException(
                    "'"
                            + branch
                            + "' is no name for a branch: set integration.branch in avyay.yaml");
        }
        if (branch.equals(ShippingBranch.NAME) || branch.startsWith("avyay/")) {
            throw new IntegrationException(
                    branch
                            + " belongs to Avyay: switch to a branch of your own, or set integration.branch in avyay.yaml");
        }
        if (git.run("rev-parse", "-q", "--verify", "refs/heads/" + branch + "^{commit}")
                .succeeded()) {
            return;
        }
        if (git.lines("for-each-ref", "--count=1", "refs/heads").isEmpty()) {
            throw new IntegrationException(
                    git.folder()
                            + " has no commit yet: run `git commit` once, so that there is something to build on");
        }
        throw new IntegrationException(
                "%s has no branch %s: run `git branch %s`, or set integration.branch in avyay.yaml"
                        .formatted(git.folder(), branch, branch));
    }

    /// Where the branch stands: as its file says, which git puts before all else it knows, or as
    /// git says where there is no such file.
    Optional<CommitId> tip() {
        try {
            var text = Files.readString(commonFolder.resolve(branchRef())).strip();
            if (COMMIT.matcher(text).matches()) {
                return Optional.of(new CommitId(text));
            }
        } catch (IOException packedOrGone) {
            // Git knows.
        }
        return tips().branch();
    }

    /// Where the branch and the mirrored shipping branch stand.
    Tips tips() {
        var shipping = ShippingBranch.REF;
        var found = new HashMap<String, CommitId>();
        for (var line :
                git.lines(
                        "for-each-ref",
                        "--format=%(objectname) %(refname)",
                        branchRef(),
                        shipping)) {
            var parts = line.split(" ", 2);
            found.put(parts[1], new CommitId(parts[0]));
        }
        return new Tips(
                Optional.ofNullable(found.get(branchRef())),
                Optional.ofNullable(found.get(shipping)));
    }

    record Tips(Optional<CommitId> branch, Optional<CommitId> shipping) {}
}
