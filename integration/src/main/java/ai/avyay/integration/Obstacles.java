package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What in a user's work tree must not be met by a fast-forward, each in words that continue "was
/// left where it is:".
record Obstacles(UserRepository user) {
    private static final Map<String, String> UNFINISHED =
            Map.of(
                    "MERGE_HEAD", "a merge",
                    "CHERRY_PICK_HEAD", "a cherry-pick",
                    "REVERT_HEAD", "a revert",
                    "rebase-merge", "a rebase",
                    "rebase-apply", "a rebase",
                    "sequencer", "a cherry-pick or revert",
                    "BISECT_LOG", "a bisection");

    /// Something that the user has begun and not ended.
    Optional<String> unfinished() {
        return UNFINISHED.entrySet().stream()
                .filter(entry ->
                        Files.exists(
                                user.gitFolder().resolve(entry.getKey()),
                                LinkOption.NOFOLLOW_LINKS))
                .map(entry -> entry.getValue() + " is unfinished there")
                .sorted()
                .findFirst();
    }

    /// A kind of checkout that needs more than files written.
    Optional<String> special(List<TreeChange> changes, boolean submodules) {
        if (user.git()
                .run("config", "--type=bool", "--get", "core.sparseCheckout")
                .text()
                .strip()
                .equals("true")) {
            return Optional.of("its checkout is sparse");
        }
        if (submodules
                || changes.stream()
                        .anyMatch(change -> change.from().submodule() || change.to().submodule())) {
            return Optional.of("it has submodules");
        }
        return Optional.empty();
    }

    /// Changes to tracked files that are not committed.
    Optional<String> uncommitted(Map<String, String> index) {
        var status =
                user.git()
                        .run(
                                index,
                                new byte[0],
                                "status",
                                "--porcelain=v1",
                                "-z",
                                "--no-renames",
                                "--untracked-files=no",
                                "--ignore-submodules=none");
        if (!status.succeeded()) {
            throw user.git().failed(status, "status");
        }
        var paths =
                status.parts().stream()
                        .filter(part -> part.length() > 3)
                        .map(part -> part.substring(3))
                        .toList();
        return paths.isEmpty()
                ? Optional.empty()
                : Optional.of("you have uncommitted changes in " + Message.list(paths));
    }

    /// A file or link of the user's where a path would be written, ignored ones too.
    Optional<String> inTheWay(List<TreeChange> changes) {
        var gone =
                changes.stream()
                        .filter(TreeChange::removes)
                        .map(TreeChange::path)
                        .collect(Collectors.toSet());
        var met =
                HubObjects.reading(
                        "looking into " + user.root(),
                        () -> {
                            for (var change : changes) {
                                var path =
                                        change.adds()
                                                ? met(change.path(), gone)
                                                : Optional.<String>empty();
                                if (path.isPresent()) {
                                    return path;
                                }
                            }
                            return Optional.<String>empty();
                        });
        return met.map(path -> "your file " + path + " is in the way, which git does not track");
    }

    private Optional<String> met(String path, Set<String> gone) throws IOException {
        try {
            for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                var above = path.substring(0, slash);
                var place = user.root().resolve(above);
                if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
                    return Optional.empty();
                }
                if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
                    return gone.contains(above) ? Optional.empty() : Optional.of(above);
                }
            }
            return metAt(path, user.root().resolve(path), gone);
        } catch (InvalidPathException _) {
            return Optional.of(path);
        }
    }

    private Optional<String> metAt(String path, Path place, Set<String> gone) throws IOException {
        if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(path);
        }
        try (var below = Files.walk(place)) {
            return below.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> user.root().relativize(file).toString())
                    .filter(file -> !gone.contains(file))
                    .findFirst();
        }
    }
}
