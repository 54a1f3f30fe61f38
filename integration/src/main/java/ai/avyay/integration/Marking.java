package ai.avyay.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeFormatter;
import org.eclipse.jgit.merge.MergeResult;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Makes a whole tree of a merge that had conflicts.
///
/// Text that both sides changed gets conflict markers. Of a file that one side deleted, or that is
/// not text, the changed side stays, and theirs if both changed it; where a file met a folder, ours
/// stays.
record Marking(Repository repository, ObjectInserter inserter, ObjectId ours) {

    ObjectId tree(DirCache merged, Map<String, ? extends MergeResult<?>> results)
            throws IOException {
        var whole = DirCache.newInCore();
        var builder = whole.builder();
        var conflicts = new TreeMap<String, List<DirCacheEntry>>();
        for (var i = 0; i < merged.getEntryCount(); i++) {
            var entry = merged.getEntry(i);
            if (entry.getStage() == DirCacheEntry.STAGE_0) {
                builder.add(entry);
            } else {
                conflicts.computeIfAbsent(entry.getPathString(), _ -> new ArrayList<>()).add(entry);
            }
        }
        for (var conflict : conflicts.entrySet()) {
            settle(conflict.getKey(), conflict.getValue(), results, builder);
        }
        builder.finish();
        return whole.writeTree(inserter);
    }

    private void settle(
            String path,
            List<DirCacheEntry> stages,
            Map<String, ? extends MergeResult<?>> results,
            DirCacheBuilder builder)
            throws IOException {
        try (var walk = TreeWalk.forPath(repository, path, ours)) {
            if (walk != null && walk.isSubtree()) {
                builder.addTree(
                        Constants.encode(path), 0, walk.getObjectReader(), walk.getObjectId(0));
                return;
            }
        }
        if (folderStands(path)) {
            return;
        }
        var mine = stage(stages, DirCacheEntry.STAGE_2);
        var theirs = stage(stages, DirCacheEntry.STAGE_3);
        var kept = theirs.isEmpty() ? mine : theirs;
        if (kept.isEmpty()) {
            return;
        }
        var settled = new DirCacheEntry(path);
        settled.setFileMode(kept.getFirst().getFileMode());
        settled.setObjectId(kept.getFirst().getObjectId());
        var result = results.get(path);
        if (result != null && isText(mine) && isText(theirs) && isText(result)) {
            settled.setObjectId(marked(result));
        }
        builder.add(settled);
    }

    /// Whether our side has a file where this path would need a folder.
    private boolean folderStands(String path) throws IOException {
        for (var slash = path.lastIndexOf('/');
                slash > 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            try (var walk = TreeWalk.forPath(repository, path.substring(0, slash), ours)) {
                if (walk != null) {
                    return !walk.isSubtree();
                }
            }
        }
        return false;
    }

    private static List<DirCacheEntry> stage(List<DirCacheEntry> stages, int stage) {
        return stages.stream().filter(entry -> entry.getStage() == stage).toList();
    }

    private static boolean isText(List<DirCacheEntry> side) {
        return side.stream()
                .anyMatch(entry -> (entry.getRawMode() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE);
    }

    private static boolean isText(MergeResult<?> result) {
        var sequences = result.getSequences();
        return sequences.size() == 3 && sequences.stream().allMatch(RawText.class::isInstance);
    }

    private ObjectId marked(MergeResult<?> result) throws IOException {
        var texts = new ArrayList<RawText>();
        result.getSequences().forEach(sequence -> texts.add((RawText) sequence));
        var typed = new MergeResult<RawText>(texts);
        result.forEach(chunk ->
                typed.add(
                        chunk.getSequenceIndex(),
                        chunk.getBegin(),
                        chunk.getEnd(),
                        chunk.getConflictState()));
        var marked = new ByteArrayOutputStream();
        var sides = List.of("base", "the branch", "the attempt before");
        new MergeFormatter().formatMerge(marked, typed, sides, UTF_8);
        return inserter.insert(Constants.OBJ_BLOB, marked.toByteArray());
    }
}
