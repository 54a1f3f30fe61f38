package ai.avyay.integration;

import ai.avyay.domain.CommitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Moves the user's branch forward where it is checked out: files, index and branch together, or
/// nothing.
///
/// While it works it holds git's lock on the index, and git writes the files with an index of its
/// own, which is put into place at the end. What it is about to do is noted first: whoever comes
/// after a crash finishes or undoes it.
final class Checkout {
    /// What is noted, in the hub's folder.
    static final String NOTE = "checkout";

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final UserCommits commits;
    private final UserRepository user;
    private final Obstacles obstacles;
    private final Path noteFile;
    private final Path index;
    private final Path scratch;

    Checkout(UserCommits commits) {
        this.commits = commits;
        user = commits.user();
        obstacles = new Obstacles(user);
        noteFile = commits.objects().repository().getDirectory().toPath().resolve(NOTE);
        index = user.gitFolder().resolve("index");
        scratch = user.gitFolder().resolve("avyay-index");
    }

    record Move(CommitId from, CommitId to) {}

    /// What kept the branch where it is; empty if it was moved.
    Optional<String> forward(Move move) {
        return HubObjects.reading(
                "updating " + user.root(),
                () -> {
                    var changes = changes(move);
                    var kept =
                            obstacles
                                    .unfinished()
                                    .or(() -> obstacles.special(changes, submodules(move)));
                    return kept.isPresent() ? kept : locked(move, changes);
                });
    }

    private List<TreeChange> changes(Move move) {
        return HubObjects.reading(
                "comparing " + move.from().abbreviated() + " with " + move.to().abbreviated(),
                () ->
                        TreeChange.between(
                                commits.objects().repository(),
                                commits.objects().commit(move.from()).getTree(),
                                commits.objects().commit(move.to()).getTree()));
    }

    private boolean submodules(Move move) {
        return CommitTree.of(commits.objects(), move.from()).read(".gitmodules", 1).isPresent()
                || CommitTree.of(commits.objects(), move.to()).read(".gitmodules", 1).isPresent();
    }

    private Optional<String> locked(Move move, List<TreeChange> changes) throws IOException {
        var token = UUID.randomUUID().toString();
        var note = new CheckoutNote(user.root(), token, move.from(), move.to(), Optional.empty());
        note.write(noteFile);
        var lock = IndexLock.of(user.gitFolder(), token);
        if (!lock.take()) {
            Files.delete(noteFile);
            return Optional.of("git is busy there (" + lock.file() + " exists)");
        }
        var kept = checked(move, changes);
        if (kept.isEmpty()) {
            kept = write(note, changes);
        }
        end(lock);
        return kept;
    }

    private void end(IndexLock lock) throws IOException {
        removeScratch();
        lock.release();
        Files.deleteIfExists(noteFile);
    }

    private void removeScratch() throws IOException {
        Files.deleteIfExists(scratch);
        Files.deleteIfExists(scratch.resolveSibling(scratch.getFileName() + ".lock"));
    }

    private Map<String, String> withScratch() {
        return Map.of("GIT_INDEX_FILE", scratch.toString());
    }

    /// Looks again under the lock, at what might have changed until it was taken. The copy keeps
    /// the index's own time, by which git tells files that were changed just after it was written.
    private Optional<String> checked(Move move, List<TreeChange> changes) throws IOException {
        if (!stands(move.from())) {
            return Optional.of("it moved just now");
        }
        if (!Files.isRegularFile(index)) {
            return Optional.of("nothing is checked out there");
        }
        Files.copy(
                index,
                scratch,
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
        return obstacles
                .unfinished()
                .or(() -> obstacles.uncommitted(withScratch()))
                .or(() -> obstacles.inTheWay(changes));
    }

    private boolean stands(CommitId at) {
        var head = user.git().run("rev-parse", "-q", "--verify", "--symbolic-full-name", "HEAD");
        return head.text().strip().equals(user.branchRef())
                && user.tips().branch().equals(Optional.of(at));
    }

    private Optional<String> write(CheckoutNote note, List<TreeChange> changes) throws IOException {
        var written = readTree(note, note.from(), note.to());
        if (!written.succeeded()) {
            undo(note, changes);
            return Optional.of(
                    "git says: "
                            + written.complaint().lines().findFirst().orElse("nothing").strip());
        }
        install();
        var moved = moveBranch(note);
        if (moved.succeeded()) {
            return Optional.empty();
        }
        Files.copy(index, scratch, StandardCopyOption.COPY_ATTRIBUTES);
        if (readTree(note, note.to(), note.from()).succeeded()) {
            install();
        }
        return Optional.of("git says: " + moved.complaint());
    }

    private void install() throws IOException {
        Files.move(
                scratch,
                index,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private Git.Result moveBranch(CheckoutNote note) {
        return user.git()
                .run(
                        "update-ref",
                        "-m",
                        "avyay: fast-forward",
                        user.branchRef(),
                        note.to().value(),
                        note.from().value());
    }

    private Git.Result readTree(CheckoutNote note, CommitId from, CommitId to) {
        return user.git()
                .runRecorded(
                        process ->
                                HubObjects.reading(
                                        "noting what is done to " + user.root(),
                                        () -> {
                                            note.with(process).write(noteFile);
                                            return note;
                                        }),
                        withScratch(),
                        "read-tree",
                        "-m",
                        "-u",
                        from.value(),
                        to.value());
    }

    private void undo(CheckoutNote note, List<TreeChange> changes) throws IOException {
        new Rollback(user, commits.objects().repository(), note.to()).undo(changes);
    }

    /// Finishes or undoes what an earlier run left half done; says so if it must wait.
    Optional<String> recover() {
        return HubObjects.reading(
                "recovering " + user.root(),
                () -> {
                    var note = CheckoutNote.read(noteFile);
                    return note.isEmpty() ? Optional.<String>empty() : recover(note.get());
                });
    }

    private Optional<String> recover(CheckoutNote note) throws IOException {
        if (!Files.exists(note.worktree()) || !Files.isSameFile(note.worktree(), user.root())) {
            Files.delete(noteFile);
            return Optional.empty();
        }
        var lock = IndexLock.of(user.gitFolder(), note.token());
        if (!ended(note) || !lock.take()) {
            return Optional.of(
                    "an update of %s was cut off and is finished as soon as no git runs there (%s exists)"
                            .formatted(user.root(), lock.file()));
        }
        if (indexed(note.to())) {
            moveBranch(note);
        } else if (indexed(note.from())) {
            undo(note, changes(new Move(note.from(), note.to())));
        }
        end(lock);
        return Optional.empty();
    }

    private boolean indexed(CommitId commit) {
        return user.git().run("diff-index", "--cached", "--quiet", commit.value()).succeeded();
    }

    private static boolean ended(CheckoutNote note) {
        var alive = note.worker().flatMap(CheckoutNote.Worker::alive);
        if (alive.isEmpty()) {
            return true;
        }
        try {
            alive.get().onExit().get(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException _) {
            return false;
        }
    }
}
