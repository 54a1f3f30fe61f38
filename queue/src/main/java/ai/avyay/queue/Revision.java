package ai.avyay.queue;

import ai.avyay.domain.Event;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.pcollections.PSortedMap;
import org.pcollections.TreePMap;

/// One commit of the queue and the files it holds.
record Revision(ObjectId id, RevCommit commit, ObjectId queue, ObjectId engine, DoneFiles done) {
    private static final String SEPARATOR = "\n\n";

    /// Reads the commit `id` with its trees.
    ///
    /// @throws IOException if something of it is missing or damaged
    static Revision read(ObjectReader reader, ObjectId id) throws IOException {
        try (var walk = new RevWalk(reader)) {
            var commit = walk.parseCommit(id);
            var queue = ObjectId.zeroId();
            var engine = ObjectId.zeroId();
            var done = DoneFiles.NONE;
            var root = new CanonicalTreeParser(null, reader, commit.getTree());
            for (; !root.eof(); root.next(1)) {
                var name = root.getEntryPathString();
                if (name.equals(Contents.QUEUE)) {
                    queue = root.getEntryObjectId();
                } else if (name.equals(Contents.ENGINE)) {
                    engine = root.getEntryObjectId();
                } else if (name.equals(DoneFiles.FOLDER)) {
                    done = done(reader, root.getEntryObjectId());
                }
            }
            return new Revision(id.copy(), commit, queue, engine, done);
        }
    }

    private static DoneFiles done(ObjectReader reader, ObjectId tree) throws IOException {
        PSortedMap<String, PSortedMap<String, ObjectId>> files = TreePMap.empty();
        PSortedMap<String, ObjectId> trees = TreePMap.empty();
        var months = new CanonicalTreeParser(null, reader, tree);
        for (; !months.eof(); months.next(1)) {
            if (months.getEntryFileMode().equals(FileMode.TREE)) {
                var month = months.getEntryPathString();
                files = files.plus(month, month(reader, months.getEntryObjectId()));
                trees = trees.plus(month, months.getEntryObjectId());
            }
        }
        return new DoneFiles(files, trees);
    }

    private static PSortedMap<String, ObjectId> month(ObjectReader reader, ObjectId tree)
            throws IOException {
        PSortedMap<String, ObjectId> files = TreePMap.empty();
        var entries = new CanonicalTreeParser(null, reader, tree);
        for (; !entries.eof(); entries.next(1)) {
            files = files.plus(entries.getEntryPathString(), entries.getEntryObjectId());
        }
        return files;
    }

    /// Whether the commit has the files that every commit of the queue has.
    boolean isComplete() {
        return !queue.equals(ObjectId.zeroId()) && !engine.equals(ObjectId.zeroId());
    }

    /// The commit before, or the zero id.
    ObjectId parent() {
        return commit.getParentCount() == 0 ? ObjectId.zeroId() : commit.getParent(0).copy();
    }

    Instant at() {
        return Instant.ofEpochSecond(commit.getCommitTime());
    }

    String subject() {
        var message = commit.getFullMessage();
        var end = message.indexOf(SEPARATOR);
        return end < 0 ? message.strip() : message.substring(0, end);
    }

    /// The events as they stand in the body.
    String body() {
        var message = commit.getFullMessage();
        var end = message.indexOf(SEPARATOR);
        return end < 0 ? "" : message.substring(end + SEPARATOR.length()).strip();
    }

    List<Event> events() {
        return EventText.read(id.abbreviate(10).name(), body());
    }

    /// The message of the commit that records `events`.
    static String message(String subject, List<Event> events) {
        var line = subject.replaceAll("\\p{Cntrl}+", " ").strip();
        return (line.isEmpty() ? "queue: changed" : line)
                + SEPARATOR
                + EventText.write(events)
                + "\n";
    }

    static byte[] read(ObjectReader reader, ObjectId blob, int type) throws IOException {
        return reader.open(blob, type).getBytes();
    }

    static byte[] blob(ObjectReader reader, ObjectId id) throws IOException {
        return read(reader, id, Constants.OBJ_BLOB);
    }
}
