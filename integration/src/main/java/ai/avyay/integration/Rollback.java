package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// Undoes a half-written checkout, touching only what is a copy of what git has: a file that is as
/// the new commit has it, is the beginning of that, or is missing. Whatever else is found there is
/// the user's and stays.
///
/// @param to the commit that was being checked out
record Rollback(UserRepository user, Repository objects, CommitId to) {
    private static final int LARGEST = 64 << 20;

    void undo(List<TreeChange> changes) throws IOException {
        var restored = new ArrayList<String>();
        for (var change : changes) {
            if (change.adds() && isOurs(change)) {
                delete(place(change));
            }
        }
        for (var change : changes) {
            if (!change.adds() && (isMissing(change) || (change.to().exists() && isOurs(change)))) {
                restored.add(change.path());
            }
        }
        if (!restored.isEmpty()) {
            var paths = String.join("\0", restored).getBytes(StandardCharsets.UTF_8);
            user.git().run(Map.of(), paths, "checkout-index", "--force", "-z", "--stdin");
        }
    }

    private Path place(TreeChange change) {
        return user.root().resolve(change.path());
    }

    /// Whether nothing is there, and real folders or nothing lead there.
    private boolean isMissing(TreeChange change) throws IOException {
        if (!isReached(change.path())) {
            return false;
        }
        var place = place(change);
        if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
            deleteEmpty(place);
        }
        return !Files.exists(place, LinkOption.NOFOLLOW_LINKS);
    }

    private boolean isReached(String path) {
        try {
            for (var slash = path.indexOf('/'); slash > 0; slash = path.indexOf('/', slash + 1)) {
                var above = user.root().resolve(path.substring(0, slash));
                if (Files.exists(above, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                    return false;
                }
            }
            return true;
        } catch (InvalidPathException _) {
            return false;
        }
    }

    private boolean isOurs(TreeChange change) throws IOException {
        if (!isReached(change.path())) {
            return false;
        }
        var place = place(change);
        if (Files.isSymbolicLink(place)) {
            var target = Files.readSymbolicLink(place).toString().getBytes(StandardCharsets.UTF_8);
            return change.to().symlink() && Arrays.equals(target, blob(change.to().object()));
        }
        if (!Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS) || Files.size(place) > LARGEST) {
            return false;
        }
        var content = Files.readAllBytes(place);
        return startsWith(written(change), content) || isCleaned(change, content);
    }

    /// What git writes into the file, after the user's filters.
    private byte[] written(TreeChange change) throws IOException {
        if (change.to().symlink()) {
            return new byte[0];
        }
        var filtered = user.git().run("cat-file", "--filters", to.value() + ":" + change.path());
        return filtered.succeeded() ? filtered.bytes() : blob(change.to().object());
    }

    private static boolean startsWith(byte[] whole, byte[] beginning) {
        return beginning.length <= whole.length
                && Arrays.equals(whole, 0, beginning.length, beginning, 0, beginning.length);
    }

    /// Whether git would store the file as the new commit's.
    private boolean isCleaned(TreeChange change, byte[] content) {
        var stored =
                user.git()
                        .run(
                                Map.of(),
                                content,
                                "hash-object",
                                "--stdin",
                                "--path=" + change.path());
        return stored.succeeded() && stored.text().strip().equals(change.to().object().name());
    }

    private byte[] blob(ObjectId blob) throws IOException {
        return objects.open(blob, Constants.OBJ_BLOB).getBytes(LARGEST);
    }

    private void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        var above = file.getParent();
        while (above != null && !above.equals(user.root()) && deleteEmpty(above)) {
            above = above.getParent();
        }
    }

    private static boolean deleteEmpty(Path folder) throws IOException {
        try {
            return Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            return false;
        }
    }
}
