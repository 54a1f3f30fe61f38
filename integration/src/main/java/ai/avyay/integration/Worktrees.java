package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the branches of the user's repository are checked out, or are being rebased or bisected.
///
/// @param here the work tree that the engine was started in
record Worktrees(Path here, List<Use> uses) {
    /// A work tree that a branch is bound to.
    ///
    /// @param checkedOut false if the branch is the subject of an unfinished rebase or bisection
    record Use(Path worktree, String ref, boolean checkedOut) {}

    Worktrees {
        uses = List.copyOf(uses);
    }

    static Worktrees of(UserRepository user) {
        var uses = new ArrayList<Use>();
        var worktree = user.root();
        var list = user.git().run("worktree", "list", "--porcelain", "-z");
        if (!list.succeeded()) {
            throw user.git().failed(list, "worktree list");
        }
        for (var part : list.parts()) {
            if (part.startsWith("worktree ")) {
                worktree = Path.of(part.substring("worktree ".length()));
            } else if (part.startsWith("branch ")) {
                uses.add(new Use(worktree, part.substring("branch ".length()), true));
            }
        }
        HubObjects.reading(
                "looking into " + user.commonFolder(), () -> uses.addAll(unfinished(user)));
        return new Worktrees(user.root(), uses);
    }

    private static List<Use> unfinished(UserRepository user) throws IOException {
        var folders = new ArrayList<Path>(List.of(user.commonFolder()));
        var linked = user.commonFolder().resolve("worktrees");
        if (Files.isDirectory(linked)) {
            try (var found = Files.list(linked)) {
                folders.addAll(found.toList());
            }
        }
        var uses = new ArrayList<Use>();
        for (var folder : folders) {
            for (var name :
                    List.of("rebase-merge/head-name", "rebase-apply/head-name", "BISECT_START")) {
                var file = folder.resolve(name);
                if (Files.isRegularFile(file)) {
                    var ref = Files.readString(file).strip();
                    uses.add(
                            new Use(
                                    folder,
                                    ref.startsWith("refs/") ? ref : "refs/heads/" + ref,
                                    false));
                }
            }
        }
        return uses;
    }

    /// Whether `ref` is checked out here and nowhere else, and nothing unfinished is about it.
    boolean checkedOutHere(String ref) {
        var those = uses.stream().filter(use -> use.ref().equals(ref)).toList();
        return those.size() == 1 && those.getFirst().checkedOut() && isHere(those.getFirst());
    }

    private boolean isHere(Use use) {
        return HubObjects.reading(
                "looking at " + use.worktree(),
                () -> Files.exists(use.worktree()) && Files.isSameFile(use.worktree(), here));
    }

    /// Who uses `ref`, if anybody does.
    Optional<String> using(String ref) {
        return uses.stream()
                .filter(use -> use.ref().equals(ref))
                .map(use ->
                        use.checkedOut()
                                ? "it is checked out in " + use.worktree()
                                : "a rebase or bisection of it is unfinished in " + use.worktree())
                .findFirst();
    }
}
