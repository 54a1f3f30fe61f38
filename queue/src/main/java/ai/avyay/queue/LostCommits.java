package ai.avyay.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.internal.storage.file.ObjectDirectory;
import org.eclipse.jgit.lib.AbbreviatedObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/// Finds commits when no branch names them any more, by looking at every object.
final class LostCommits {
    private final QueueRepository repository;
    private final ObjectReader reader;

    LostCommits(QueueRepository repository, ObjectReader reader) {
        this.repository = repository;
        this.reader = reader;
    }

    /// Commits that are no other commit's parent, newest first.
    List<ObjectId> newestFirst() throws IOException {
        indexLonePacks();
        var commits = new ArrayList<RevCommit>();
        var parents = new HashSet<ObjectId>();
        try (var walk = new RevWalk(reader)) {
            for (var id : allObjects()) {
                try {
                    if (reader.open(id).getType() == Constants.OBJ_COMMIT) {
                        var commit = walk.parseCommit(id);
                        commits.add(commit);
                        for (var parent : commit.getParents()) {
                            parents.add(parent.copy());
                        }
                    }
                } catch (IOException _) {
                    // A damaged object is no commit to go on from.
                }
            }
        }
        return commits.stream()
                .filter(commit -> !parents.contains(commit))
                .sorted(Comparator.comparingInt(RevCommit::getCommitTime).reversed())
                .map(RevCommit::copy)
                .toList();
    }

    private Set<ObjectId> allObjects() throws IOException {
        var all = new HashSet<ObjectId>();
        var objects = (ObjectDirectory) repository.jgit().getObjectDatabase();
        for (var pack : objects.getPacks()) {
            pack.forEach(entry -> all.add(entry.toObjectId()));
        }
        for (var first = 0; first < 256; first++) {
            all.addAll(reader.resolve(AbbreviatedObjectId.fromString("%02x".formatted(first))));
        }
        return all;
    }

    /// Makes the objects of packs whose index was lost readable again, as far as they are whole.
    private void indexLonePacks() throws IOException {
        try (var files = Files.newDirectoryStream(repository.packFolder(), "pack-*.pack")) {
            for (var pack : files) {
                var index =
                        pack.resolveSibling(pack.getFileName().toString().replace(".pack", ".idx"));
                if (!Files.exists(index) || Files.size(index) == 0) {
                    index(pack);
                }
            }
        }
    }

    private void index(Path pack) throws IOException {
        try (var stream = Files.newInputStream(pack);
                var inserter = repository.jgit().newObjectInserter()) {
            inserter.newPackParser(stream).parse(NullProgressMonitor.INSTANCE);
            inserter.flush();
        } catch (IOException _) {
            // What is not whole stays where it is, for whoever wants to look at it.
        }
    }
}
