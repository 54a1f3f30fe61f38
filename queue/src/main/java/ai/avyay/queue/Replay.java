package ai.avyay.queue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevWalk;

/// Brings back, from the journal, what a loss of power took of the latest commits.
record Replay(QueueRepository repository, Journal journal) {

    /// Brings everything back and settles it.
    ///
    /// @return what to tell people, if anything was missing
    Optional<String> perform() throws IOException {
        if (entries().isEmpty()) {
            return Optional.empty();
        }
        var restored = restoreObjects();
        var moved = moveBranch();
        for (var entry : entries()) {
            if (entry.objects().isPresent()) {
                entry.objects().get().keep(repository.packFolder());
            }
        }
        Disk.keepNames(repository.packFolder());
        repository.branch().keep();
        journal.clear();
        return restored || moved
                ? Optional.of(
                        "queue/ lost its latest changes with the power; they were all kept and are back")
                : Optional.empty();
    }

    private List<JournalEntry> entries() {
        return journal.found();
    }

    private boolean restoreObjects() throws IOException {
        var restored = false;
        for (var entry : entries()) {
            if (entry.objects().isPresent() && isMissing(entry.objects().get(), entry.to())) {
                entry.objects().get().write(repository.packFolder());
                restored = true;
            }
        }
        return restored;
    }

    /// Whether a pack is damaged, or gone and not in another one either.
    private boolean isMissing(Packed objects, ObjectId commit) throws IOException {
        var folder = repository.packFolder();
        return objects.isThere(folder) ? !objects.isWhole(folder) : !has(commit);
    }

    private boolean has(ObjectId commit) throws IOException {
        try (var jgit = QueueRepository.jgit(repository.folder());
                var reader = jgit.newObjectReader()) {
            return reader.has(commit);
        }
    }

    private boolean moveBranch() throws IOException {
        var newest = entries().getLast().to();
        var found = tip();
        if (found.isPresent() && isAtOrAfter(found.get(), newest)) {
            return false;
        }
        var ours = found.filter(this::isNamed);
        try (var move =
                repository.branch().prepare(ours.orElse(entries().getLast().from()), newest)) {
            move.perform();
        }
        return true;
    }

    private Optional<ObjectId> tip() {
        try {
            return repository.branch().tip();
        } catch (IOException damaged) {
            return Optional.empty();
        }
    }

    private boolean isNamed(ObjectId commit) {
        return entries().stream()
                .anyMatch(entry -> entry.from().equals(commit) || entry.to().equals(commit));
    }

    private boolean isAtOrAfter(ObjectId commit, ObjectId newest) throws IOException {
        if (commit.equals(newest)) {
            return true;
        }
        try (var jgit = QueueRepository.jgit(repository.folder());
                var walk = new RevWalk(jgit)) {
            return walk.isMergedInto(walk.parseCommit(newest), walk.parseCommit(commit));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
