package ai.avyay.integration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;

/// Trees made from other trees, in the hub's objects alone.
record Trees(Repository repository) {
    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 1L << 30;

    /// The tree of `commit`'s name, or of a tree's own.
    ObjectId withFiles(ObjectId tree, Map<String, Path> files) throws IOException {
        if (files.isEmpty()) {
            return tree;
        }
        var edits = new TreeMap<String, Path>();
        for (var file : files.entrySet()) {
            collect(file.getKey(), file.getValue(), edits);
        }
        try (var inserter = repository.newObjectInserter()) {
            var index = DirCache.read(inserter.newReader(), tree);
            var editor = index.editor();
            for (var edit : edits.entrySet()) {
                var file = edit.getValue();
                var mode =
                        Files.isExecutable(file) ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE;
                try (var content = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
                    var blob = inserter.insert(Constants.OBJ_BLOB, Files.size(file), content);
                    editor.add(put(edit.getKey(), mode, blob));
                }
            }
            editor.finish();
            var written = index.writeTree(inserter);
            inserter.flush();
            return written;
        }
    }

    /// An artifact is a file, or a folder of files.
    private static void collect(String path, Path file, Map<String, Path> into) throws IOException {
        if (DangerousName.anyIn(path)) {
            throw new IntegrationException("'" + path + "' is no path for an artifact");
        }
        try (var found = Files.walk(file)) {
            var bytes = 0L;
            for (var each : (Iterable<Path>) found::iterator) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    continue;
                }
                if (!Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    throw new IntegrationException(
                            each + " is not a plain file and cannot be lent as an artifact");
                }
                bytes += Files.size(each);
                var below = file.relativize(each).toString();
                into.put(below.isEmpty() ? path : path + "/" + below.replace('\\', '/'), each);
                if (into.size() > MOST_FILES || bytes > MOST_BYTES) {
                    throw new IntegrationException(
                            file + " is too large to be lent as an artifact");
                }
            }
        }
    }

    /// `tree` with everything at or below `paths` as it is in `source`.
    ObjectId restored(ObjectId tree, ObjectId source, Collection<String> paths) throws IOException {
        if (paths.isEmpty() || tree.equals(source)) {
            return tree;
        }
        try (var inserter = repository.newObjectInserter();
                var walk = new TreeWalk(repository)) {
            var index = DirCache.read(inserter.newReader(), tree);
            var editor = index.editor();
            for (var path : paths) {
                editor.add(new DirCacheEditor.DeletePath(path));
                editor.add(new DirCacheEditor.DeleteTree(path));
            }
            editor.finish();
            editor = index.editor();
            walk.addTree(source);
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(paths));
            while (walk.next()) {
                editor.add(put(walk.getPathString(), walk.getFileMode(0), walk.getObjectId(0)));
            }
            editor.finish();
            var written = index.writeTree(inserter);
            inserter.flush();
            return written;
        }
    }

    /// Whether there is a file or a folder at `path`.
    boolean has(ObjectId tree, String path) throws IOException {
        try (var walk = TreeWalk.forPath(repository, path, tree)) {
            return walk != null;
        }
    }

    private static DirCacheEditor.PathEdit put(String path, FileMode mode, ObjectId object) {
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(mode);
                entry.setObjectId(object);
            }
        };
    }
}
