package ai.avyay.queue;

import java.io.IOException;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.errors.LockFailedException;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/// Git's index, which only stock git wants: without it `git status` would call every file new.
///
/// Its entries know no times and sizes, so that stock git looks into the files and finds them as
/// committed.
final class Index {
    private Index() {}

    /// Writes the index that belongs to `contents`, unless a git at work holds it.
    static void write(Repository repository, Contents contents) throws IOException {
        try {
            var index = repository.lockDirCache();
            try {
                var builder = index.builder();
                for (var month : contents.done().files().entrySet()) {
                    for (var file : month.getValue().entrySet()) {
                        var path = DoneFiles.FOLDER + "/" + month.getKey() + "/" + file.getKey();
                        add(builder, path, file.getValue());
                    }
                }
                add(builder, Contents.ENGINE, contents.engine().blob());
                add(builder, Contents.QUEUE, contents.queue().blob());
                builder.commit();
            } finally {
                index.unlock();
            }
        } catch (LockFailedException _) {
            // The git that holds it writes it; the next change tries again.
        }
    }

    private static void add(DirCacheBuilder builder, String path, ObjectId blob) {
        var entry = new DirCacheEntry(path);
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(blob);
        builder.add(entry);
    }
}
