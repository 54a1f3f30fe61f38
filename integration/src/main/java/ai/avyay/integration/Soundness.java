package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/// Whether the hub, or a commit in it, can be read: suspected at little cost, and believed only
/// once stock git, a process of its own, says the same.
///
/// @param git runs outside of the hub
record Soundness(Path hub, Git git) {
    /// More files than this are not looked for at each opening.
    private static final int MOST_LOOKED_FOR = 20_000;

    /// What keeps git from reading a hub that is well.
    private static final Pattern PASSING =
            Pattern.compile(
                    "Permission denied|Too many open files|[Cc]annot allocate|[Oo]ut of memory|No space left|temporarily unavailable|dubious ownership|unable to (?:create thread|fork)");

    /// What seems to be wrong: with its own few files, its branch, or the files of that.
    Optional<String> suspicion() {
        try (var repository =
                new FileRepositoryBuilder()
                        .setGitDir(hub.toFile())
                        .setBare()
                        .setMustExist(true)
                        .build()) {
            var head = Files.readString(hub.resolve(Constants.HEAD)).strip();
            if (!head.equals("ref: " + ShippingBranch.REF)) {
                return Optional.of("its HEAD is damaged");
            }
            new FileBasedConfig(hub.resolve("config").toFile(), FS.DETECTED).load();
            return suspicion(repository);
        } catch (IOException | ConfigInvalidException | RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<String> suspicion(Repository repository) throws IOException {
        var branch = repository.exactRef(ShippingBranch.REF);
        if (branch == null || branch.getObjectId() == null) {
            return Optional.of("its branch " + ShippingBranch.NAME + " is gone");
        }
        try (var walk = new RevWalk(repository);
                var files = new TreeWalk(repository)) {
            files.addTree(walk.parseCommit(branch.getObjectId()).getTree());
            files.setRecursive(true);
            for (var count = 0; count < MOST_LOOKED_FOR && files.next(); count++) {
                if (!files.getFileMode(0).equals(FileMode.GITLINK)) {
                    files.getObjectReader().getObjectSize(files.getObjectId(0), Constants.OBJ_BLOB);
                }
            }
            return Optional.empty();
        }
    }

    /// What is wrong with the hub or its branch, down to the content of each file there.
    Optional<String> fault() {
        return fault("--max-count=1", ShippingBranch.REF);
    }

    /// What of `commit` that the branch has not is missing or damaged.
    Optional<String> fault(CommitId commit) {
        return fault(commit.value(), "--not", ShippingBranch.REF);
    }

    private Optional<String> fault(String... which) {
        var command = new java.util.ArrayList<String>();
        command.add("--git-dir=" + hub);
        command.addAll(java.util.List.of("rev-list", "--quiet", "--objects", "--verify-objects"));
        command.addAll(java.util.List.of(which));
        command.add("--");
        var result = git.run(command.toArray(String[]::new));
        if (result.succeeded() || PASSING.matcher(result.complaint()).find()) {
            return Optional.empty();
        }
        return Optional.of(result.complaint().lines().findFirst().orElse("git cannot read it"));
    }
}
