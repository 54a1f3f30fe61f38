package ai.avyay.nodes;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// What a look at some folders finds: a file that was changed since makes for another pulse,
/// without any clock.
///
/// @param newest the latest time that any file claims to have been changed at
record Pulse(long newest, long files, long bytes) {

    /// Looks at all files below `folders`, links not followed, and stops counting at `mostFiles`.
    static Pulse of(List<Path> folders, long mostFiles) {
        var count = new Count(mostFiles);
        for (var folder : folders) {
            try {
                Files.walkFileTree(folder, count);
            } catch (IOException e) {
                // The program changes the tree while it is looked at; what vanished is no longer
                // there to be counted.
                count.files++;
            }
        }
        return new Pulse(count.newest, count.files, count.bytes);
    }

    private static final class Count implements FileVisitor<Path> {
        private final long mostFiles;
        private long newest;
        private long files;
        private long bytes;

        Count(long mostFiles) {
            this.mostFiles = mostFiles;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return add(attributes);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes += attributes.size();
            return add(attributes);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(
                Path folder, @org.jspecify.annotations.Nullable IOException failure) {
            return FileVisitResult.CONTINUE;
        }

        private FileVisitResult add(BasicFileAttributes attributes) {
            newest =
                    Math.max(
                            newest,
                            attributes
                                    .lastModifiedTime()
                                    .to(java.util.concurrent.TimeUnit.NANOSECONDS));
            files++;
            return files >= mostFiles ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
